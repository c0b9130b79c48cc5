package org.gyre.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.gyre.lab.report.Figure;
import org.gyre.lab.report.Figures;
import org.gyre.lab.report.HeatMap;
import org.gyre.lab.run.LiveFolder;
import org.gyre.lab.run.RunDirectory;
import org.gyre.lab.run.SnapshotReader;
import org.gyre.lab.run.SnapshotWriter;
import org.gyre.lab.storage.DiskStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Time is a number that the test turns.
class LiveFramesTest {
    private static final long MILLI = 1_000_000;

    @TempDir
    Path run;

    private long now;
    private int drawn;
    private long cost;
    private boolean wrong;

    /// Shows one figure and takes `cost`, or goes wrong.
    private final Session session = new Session() {
        @Override
        public List<Figure> live() {
            drawn++;
            now += cost;
            if (wrong) {
                throw new IllegalArgumentException("a picture that does not fit together");
            }
            return List.of(HeatMap.weights("weights", "Weights", "", 1, new double[] {drawn}));
        }

        @Override
        public long totalSteps() {
            return 1;
        }

        @Override
        public long completedSteps() {
            return 0;
        }

        @Override
        public List<String> scalarNames() {
            return List.of();
        }

        @Override
        public void advance() {}

        @Override
        public void save(SnapshotWriter out) {}

        @Override
        public void restore(SnapshotReader in) {}

        @Override
        public void finish(Outcome outcome) {}
    };

    private LiveFolder folder() {
        return new RunDirectory(run).live();
    }

    private LiveFrames frames() {
        return new LiveFrames(new DiskStorage(), folder(), Instant::now, () -> now);
    }

    /// Offers at every millisecond of some time.
    private void offer(LiveFrames frames, long millis) {
        long end = now + millis * MILLI;
        while (now < end) {
            frames.offer(session);
            now += MILLI;
        }
    }

    @Test
    void nothingIsDrawnWhereNobodyWatches() {
        offer(frames(), 10_000);
        assertThat(drawn).isZero();
        assertThat(run).isEmptyDirectory();
    }

    @Test
    void aWatcherSeesTheNewestPicture() throws IOException {
        folder().touch(new DiskStorage());
        LiveFrames frames = frames();
        offer(frames, 1000);
        assertThat(drawn).isBetween(25, 31); // thirty in a second
        Path file = folder().figures();
        Figure last = Figures.fromJson(Files.readAllBytes(file), "live").getFirst();
        assertThat(((HeatMap) last).values()).containsExactly(drawn);
        frames.end();
        assertThat(run).isEmptyDirectory();
    }

    @Test
    void oneThatWentAwayIsForgotten() throws IOException {
        folder().touch(new DiskStorage());
        Files.setLastModifiedTime(
                run.resolve("live/watched"), FileTime.from(Instant.now().minus(LiveFolder.PATIENCE.multipliedBy(2))));
        offer(frames(), 5000);
        assertThat(drawn).isZero();
    }

    /// Whatever a picture costs, pictures take at most a thirtieth of the time, and one more.
    @Test
    void costlyPicturesComeSeldom() throws IOException {
        folder().touch(new DiskStorage());
        cost = 20 * MILLI;
        long begun = now;
        offer(frames(), 20_000);
        assertThat(drawn * cost).isLessThanOrEqualTo((now - begun) / 30 + cost);
        assertThat(drawn).isGreaterThan(10);
    }

    @Test
    void aFolderThatCannotBeWrittenEndsThePicturesAndNotTheRun() throws IOException {
        folder().touch(new DiskStorage());
        Files.createDirectory(folder().figures()); // a rename onto a folder fails
        Files.createFile(folder().figures().resolve("x"));
        offer(frames(), 5000);
        assertThat(drawn).isEqualTo(1);
    }

    @Test
    void aPictureThatGoesWrongEndsThePicturesAndNotTheRun() throws IOException {
        folder().touch(new DiskStorage());
        wrong = true;
        offer(frames(), 5000);
        assertThat(drawn).isEqualTo(1);
        assertThat(folder().figures()).doesNotExist();
    }
}
