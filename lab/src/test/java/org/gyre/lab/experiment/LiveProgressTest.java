package org.gyre.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gyre.lab.run.LiveFolder;
import org.gyre.lab.run.RunDirectory;
import org.gyre.lab.storage.DiskStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Time is a number that the test turns.
class LiveProgressTest {
    private static final long SECOND = 1_000_000_000;

    @TempDir
    Path run;

    private long now;
    private final List<String> told = new ArrayList<>();

    private final RunListener listener = new RunListener() {
        @Override
        public void advanced(Advance advance) {
            told.add("step " + advance.step());
        }

        @Override
        public void working(long done, long total, String what) {
            told.add(what + " " + done + " of " + total);
        }
    };

    private LiveFolder folder() {
        return new RunDirectory(run).live();
    }

    private LiveProgress progress() {
        return new LiveProgress(new DiskStorage(), folder(), listener, Instant::now, () -> now);
    }

    private static RunListener.Advance step(long step, double secondsLeft) {
        return new RunListener.Advance(step, 100, Map.of(), 0, secondsLeft);
    }

    private String written() throws IOException {
        return Files.readString(folder().progress());
    }

    @Test
    void whoWatchesIsTold() throws IOException {
        folder().touch(new DiskStorage());
        LiveProgress progress = progress();
        now += 3 * SECOND;
        progress.advanced(step(7, 42));
        assertThat(written())
                .contains("\"step\":7", "\"total_steps\":100", "\"seconds_at_work\":3.0", "\"seconds_left\":42.0")
                .contains("\"what\":\"\"", "\"piece_seconds_left\":null");
        // Twice a second at most.
        now += SECOND / 4;
        progress.advanced(step(8, 41));
        assertThat(written()).contains("\"step\":7");
        now += SECOND / 4;
        progress.advanced(step(9, Double.NaN));
        assertThat(written()).contains("\"step\":9", "\"seconds_left\":null");
        assertThat(told).containsExactly("step 7", "step 8", "step 9");
    }

    /// A piece of work that does 10 of 40 in 5 seconds has 15 seconds left; what came before does not count.
    @Test
    void theRestOfAPieceOfWorkIsForecastFromItsOwnPace() throws IOException {
        folder().touch(new DiskStorage());
        LiveProgress progress = progress();
        now += 100 * SECOND;
        progress.working(0, 40, "fits");
        assertThat(written()).contains("\"what\":\"fits\"", "\"done\":0", "\"piece_seconds_left\":null");
        now += 5 * SECOND;
        progress.working(10, 40, "fits");
        assertThat(written()).contains("\"done\":10", "\"total\":40", "\"piece_seconds_left\":15.0");
        now += SECOND;
        progress.working(1, 40, "fits");
        assertThat(written()).as("begun anew").contains("\"done\":1", "\"piece_seconds_left\":null");
        assertThat(told).hasSize(3);
    }

    @Test
    void nothingIsWrittenWhileNobodyWatches() {
        LiveProgress progress = progress();
        now += 3 * SECOND;
        progress.advanced(step(7, 42));
        assertThat(folder().folder()).doesNotExist();
        assertThat(told).containsExactly("step 7");
    }

    /// The folder is gone under it: the run goes on.
    @Test
    void aFolderThatCannotBeWrittenEndsItAlone() throws IOException {
        folder().touch(new DiskStorage());
        Files.createDirectory(folder().folder().resolve("progress.json.new"));
        LiveProgress progress = progress();
        progress.advanced(step(7, 42));
        now += SECOND;
        progress.advanced(step(8, 42));
        assertThat(folder().progress()).doesNotExist();
        assertThat(told).containsExactly("step 7", "step 8");
    }
}
