package org.gyre.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.lab.storage.DiskStorage;
import org.gyre.lab.storage.FaultyStorage;
import org.gyre.lab.storage.StorageFullException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointsTest {
    private static final String HASH = "0".repeat(64);

    @TempDir
    Path temporary;

    private Path folder = Path.of("");
    private Checkpoints checkpoints = new Checkpoints(new DiskStorage(), folder, "run-a");

    @BeforeEach
    void setUp() {
        folder = temporary.resolve("checkpoints");
        checkpoints = new Checkpoints(new DiskStorage(), folder, "run-a");
    }

    /// A state that tells its step, of which every part must fit together.
    private static Snapshot state(long step) {
        Snapshot snapshot = new Snapshot();
        snapshot.put("weights", new float[] {(float) step, (float) (step + 0.5), (float) -step, 0}, 2, 2);
        snapshot.put("thresholds", new double[] {step * Math.PI});
        snapshot.put("counts", new int[] {(int) step});
        snapshot.put("words", new long[] {Long.MIN_VALUE, step});
        snapshot.put("bytes", new byte[] {-1, 0, 1});
        snapshot.put("block", step);
        snapshot.put("rate", step / 3.0);
        snapshot.put("phase", "burn-in");
        return snapshot;
    }

    /// A small state, for loops over many failures.
    private static Snapshot small(long step) {
        Snapshot snapshot = new Snapshot();
        snapshot.put("weights", new float[] {(float) step, (float) (step + 0.5)});
        snapshot.put("block", step);
        return snapshot;
    }

    private void publishSmall(long step) throws IOException {
        checkpoints.publish(step, small(step), HASH, 10 * step, List.of());
    }

    private static void assertIsSmall(Checkpoint checkpoint, long step) {
        assertThat(checkpoint.step()).isEqualTo(step);
        assertThat(checkpoint.snapshot().floats("weights")).containsExactly((float) step, (float) (step + 0.5));
        assertThat(checkpoint.snapshot().integer("block")).isEqualTo(step);
    }

    private void publish(long step) throws IOException {
        checkpoints.publish(step, state(step), HASH, 10 * step, List.of(new Warning("W", "sentence")));
    }

    private static void assertIsState(Checkpoint checkpoint, long step) {
        Snapshot found = checkpoint.snapshot();
        assertThat(checkpoint.step()).isEqualTo(step);
        assertThat(checkpoint.scalarBytes()).isEqualTo(10 * step);
        assertThat(found.floats("weights", 2, 2)).containsExactly((float) step, (float) (step + 0.5), (float) -step, 0);
        assertThat(found.doubles("thresholds")).containsExactly(step * Math.PI);
        assertThat(found.ints("counts")).containsExactly((int) step);
        assertThat(found.longs("words")).containsExactly(Long.MIN_VALUE, step);
        assertThat(found.bytes("bytes")).containsExactly(-1, 0, 1);
        assertThat(found.integer("block")).isEqualTo(step);
        assertThat(found.real("rate")).isEqualTo(step / 3.0);
        assertThat(found.text("phase")).isEqualTo("burn-in");
        assertThat(checkpoint.warnings()).containsExactly(new Warning("W", "sentence"));
    }

    @Test
    void whatWasPublishedIsReadBack() throws IOException {
        assertThat(checkpoints.last()).isEmpty();
        publish(7);
        assertIsState(checkpoints.last().orElseThrow(), 7);
    }

    @Test
    void theNewestTwoAreKept() throws IOException {
        for (int step = 1; step <= 4; step++) {
            publish(step);
        }
        assertThat(checkpoints.all())
                .extracting(path -> path.getFileName().toString())
                .containsExactly("step-000000003", "step-000000004");
        assertThat(checkpoints.lastStep()).contains(4L);
    }

    @Test
    void aRealNumberThatIsWholeStaysReal() throws IOException {
        Snapshot snapshot = new Snapshot();
        snapshot.put("x", 2.0);
        snapshot.put("y", -0.0);
        snapshot.put("z", 1e300);
        snapshot.put("n", Long.MAX_VALUE);
        checkpoints.publish(1, snapshot, HASH, 0, List.of());
        Snapshot found = checkpoints.last().orElseThrow().snapshot();
        assertThat(found.real("x")).isEqualTo(2.0);
        assertThat(Double.doubleToRawLongBits(found.real("y"))).isEqualTo(Double.doubleToRawLongBits(-0.0));
        assertThat(found.real("z")).isEqualTo(1e300);
        assertThat(found.integer("n")).isEqualTo(Long.MAX_VALUE);
    }

    /// Fails at the first operation, then at the second, and so on until publishing goes through; once with
    /// everything after it failing too, with and without a loss of power.
    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void whicheverOperationFailsTheOldOrTheNewCheckpointLoads(boolean fromThenOn, boolean powerCut) throws IOException {
        int failures = 0;
        boolean failed = true;
        for (int n = 1; failed; n++) {
            Path place = temporary.resolve("n" + n);
            FaultyStorage storage = new FaultyStorage();
            checkpoints = new Checkpoints(storage, place, "run-a");
            publishSmall(1);
            publishSmall(2);
            storage.failAt(n, fromThenOn);
            try {
                publishSmall(3);
                failed = false;
            } catch (IOException planted) {
                failures++;
            }
            if (powerCut) {
                storage.powerCut();
            }
            storage.healthy();
            Checkpoint last =
                    new Checkpoints(new DiskStorage(), place, "run-a").last().orElseThrow();
            assertThat(last.step()).isIn(2L, 3L);
            assertThat(failed || last.step() == 3).isTrue();
            assertIsSmall(last, last.step());
            // And the run goes on from there.
            publishSmall(4);
            assertIsSmall(checkpoints.last().orElseThrow(), 4);
            assertThat(checkpoints.all()).hasSize(2);
        }
        assertThat(failures).isGreaterThan(15);
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void theFirstCheckpointIsThereOrNot(boolean powerCut) throws IOException {
        boolean failed = true;
        for (int n = 1; failed; n++) {
            Path place = temporary.resolve("first" + n);
            FaultyStorage storage = new FaultyStorage();
            checkpoints = new Checkpoints(storage, place, "run-a");
            storage.failAt(n, true);
            try {
                publishSmall(1);
                failed = false;
            } catch (IOException planted) {
                storage.healthy();
            }
            if (powerCut) {
                storage.powerCut();
            }
            new Checkpoints(new DiskStorage(), place, "run-a").last().ifPresent(last -> assertIsSmall(last, 1));
        }
    }

    @Test
    void onAFullDiskTheOldCheckpointStandsAndThePartialOneIsRemoved() throws IOException {
        FaultyStorage storage = new FaultyStorage();
        checkpoints = new Checkpoints(storage, folder, "run-a");
        publish(1);
        storage.space(300);
        assertThatThrownBy(() -> publish(2))
                .isInstanceOf(StorageFullException.class)
                .hasMessageContaining("the checkpoint at step 2 needs 0.1 MB")
                .hasMessageContaining("MB are free");
        assertIsState(checkpoints.last().orElseThrow(), 1);
        assertThat(storage.list(folder))
                .extracting(path -> path.getFileName().toString())
                .containsExactlyInAnyOrder("LAST", "step-000000001");
        storage.healthy();
        publish(2);
        assertIsState(checkpoints.last().orElseThrow(), 2);
    }

    @Test
    void aStateThatIsNotFiniteIsNotPublished() throws IOException {
        publish(1);
        Snapshot broken = new Snapshot();
        broken.put("weights", new float[] {0, 1, 2, Float.NaN, 4, 5}, 2, 3);
        assertThatThrownBy(() -> checkpoints.publish(2, broken, HASH, 0, List.of()))
                .isInstanceOf(NumericFailure.class)
                .hasMessage("step 2: weights[1][0] is NaN");
        assertThat(checkpoints.lastStep()).contains(1L);
    }

    private void edit(String file, String from, String to) throws IOException {
        Path path = folder.resolve("step-000000001").resolve(file);
        Files.writeString(path, Files.readString(path).replace(from, to));
        // Whoever edits a checkpoint by hand also drops its hash.
        Files.writeString(folder.resolve("LAST"), "step-000000001\n");
    }

    private void assertRefused(String... parts) {
        assertThatThrownBy(() -> checkpoints.last())
                .isInstanceOf(InputException.class)
                .message()
                .contains(parts)
                .doesNotContain("\n");
    }

    @Test
    void aZeroedFileIsCorrupt() throws IOException {
        publish(1);
        Path file = folder.resolve("step-000000001/weights.npy");
        Files.write(file, new byte[(int) Files.size(file)]);
        assertRefused("weights.npy is corrupt", "SHA-256");
    }

    @Test
    void anEmptyFileIsCorrupt() throws IOException {
        publish(1);
        Files.write(folder.resolve("step-000000001/weights.npy"), new byte[0]);
        assertRefused("weights.npy is corrupt", "it has 0 bytes where 144 were written");
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        publish(1);
        Files.delete(folder.resolve("step-000000001/weights.npy"));
        assertRefused("weights.npy is missing");
    }

    @Test
    void anEmptyDescriptionIsCorrupt() throws IOException {
        publish(1);
        Files.write(folder.resolve("step-000000001/checkpoint.json"), new byte[0]);
        assertRefused("checkpoint.json is corrupt");
    }

    @Test
    void anEditedDescriptionIsCorrupt() throws IOException {
        publish(1);
        Path file = folder.resolve("step-000000001/checkpoint.json");
        Files.writeString(file, Files.readString(file).replace("\"block\" : 1", "\"block\" : 2"));
        assertRefused("checkpoint.json is corrupt", "LAST");
    }

    @Test
    void aCheckpointOfAnotherRunIsRefused() throws IOException {
        publish(1);
        checkpoints = new Checkpoints(new DiskStorage(), folder, "run-b");
        assertRefused("belongs to the run run-a and not to this one, run-b");
    }

    @Test
    void tooNewAndTooOldAreToldApart() throws IOException {
        publish(1);
        edit("checkpoint.json", "\"format_version\" : 1", "\"format_version\" : 2");
        assertRefused("is too new", "update Gyre");
        edit("checkpoint.json", "\"format_version\" : 2", "\"format_version\" : 0");
        assertRefused("is too old", "the version of Gyre that wrote it");
    }

    @Test
    void aDescriptionCannotLeadOutOfItsFolder() throws IOException {
        publish(1);
        edit("checkpoint.json", "\"weights.npy\"", "\"../../weights.npy\"");
        assertRefused("weights.npy is");
    }

    @Test
    void aBrokenPointerIsNamed() throws IOException {
        publish(1);
        Files.writeString(folder.resolve("LAST"), "../elsewhere");
        assertRefused("LAST is corrupt", "it does not name a checkpoint");
    }

    private void assertRecovered(long step, String... parts) throws IOException {
        Checkpoints.Recovery found = checkpoints.recover().orElseThrow();
        assertIsState(found.checkpoint(), step);
        assertThat(found.remark()).contains(parts).doesNotContain("\n");
    }

    private void damage(long step) throws IOException {
        Files.write(folder.resolve("step-00000000" + step + "/weights.npy"), new byte[0]);
    }

    @Test
    void whereThereIsNothingThereIsNothingToRecover() throws IOException {
        assertThat(checkpoints.recover()).isEmpty();
        Files.createDirectories(folder);
        assertThat(checkpoints.recover()).isEmpty();
    }

    @Test
    void anIntactPointerNeedsNoRemark() throws IOException {
        publish(1);
        publish(2);
        Checkpoints.Recovery found = checkpoints.recover().orElseThrow();
        assertThat(found.remark()).isEmpty();
        assertIsState(found.checkpoint(), 2);
    }

    @Test
    void withoutAPointerTheNewestWholeCheckpointIsRecovered() throws IOException {
        publish(1);
        publish(2);
        Files.delete(folder.resolve("LAST"));
        assertRecovered(2, "LAST is missing; the run goes on from " + folder.resolve("step-000000002"));
        damage(2);
        assertRecovered(
                1,
                "LAST is missing",
                folder.resolve("step-000000002/weights.npy") + " is corrupt",
                "the run goes on from " + folder.resolve("step-000000001"));
    }

    @Test
    void aBrokenPointerOrItsDamagedTargetGivesWayToAWholeCheckpoint() throws IOException {
        publish(1);
        publish(2);
        Path description = folder.resolve("step-000000002/checkpoint.json");
        Files.writeString(description, Files.readString(description).replace("\"block\" : 2", "\"block\" : 3"));
        assertRecovered(1, "not the one that LAST names", "goes on from " + folder.resolve("step-000000001"));
        publish(3);
        Files.writeString(folder.resolve("LAST"), "../elsewhere");
        assertRecovered(3, "it does not name a checkpoint", "goes on from " + folder.resolve("step-000000003"));
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void whenNoCheckpointIsWholeTheFolderAndTheRemedyAreNamed(boolean pointed) throws IOException {
        publish(1);
        publish(2);
        damage(1);
        damage(2);
        if (!pointed) {
            Files.delete(folder.resolve("LAST"));
        }
        assertThatThrownBy(() -> checkpoints.recover())
                .isInstanceOf(InputException.class)
                .message()
                .startsWith(folder + " holds no checkpoint that is whole (")
                .contains("put this folder back from a copy", "'gyre run'")
                .doesNotContain("\n");
        assertThat(checkpoints.all()).hasSize(2);
    }

    /// The run goes on from step 2 while 1 and 4 are there as well: 4 is deleted only when it is overtaken.
    @Test
    void onlyWhatIsOvertakenIsDeleted() throws IOException {
        publish(1);
        publish(2);
        Path later = folder.resolve("step-000000004");
        Files.createDirectory(later);
        Files.delete(folder.resolve("LAST"));
        checkpoints.adopt(checkpoints.recover().orElseThrow().checkpoint());
        assertThat(checkpoints.lastStep()).contains(2L);
        publish(3);
        assertThat(checkpoints.all())
                .extracting(path -> path.getFileName().toString())
                .containsExactly("step-000000002", "step-000000003", "step-000000004");
        publish(5);
        assertThat(checkpoints.all())
                .extracting(path -> path.getFileName().toString())
                .containsExactly("step-000000003", "step-000000005");
        assertIsState(checkpoints.last().orElseThrow(), 5);
    }

    @Test
    void afterCorruptionTheOlderCheckpointCanBeChosenByHand() throws IOException {
        publish(1);
        publish(2);
        Files.write(folder.resolve("step-000000002/weights.npy"), new byte[0]);
        Files.writeString(folder.resolve("LAST"), "step-000000001\n");
        assertIsState(checkpoints.last().orElseThrow(), 1);
    }
}
