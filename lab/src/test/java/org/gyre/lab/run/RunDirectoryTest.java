package org.gyre.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import org.gyre.lab.storage.DiskStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
    @TempDir
    Path folder;

    @Test
    void noNameLeadsOutOfTheFolderOfRuns() throws IOException {
        LocalDateTime time = LocalDateTime.of(2020, 1, 2, 3, 4, 5);
        for (String name : List.of("../../evil", "..", "/etc/passwd", "a\nb", "-rf", "")) {
            Path run = RunDirectory.create(new DiskStorage(), folder, time, name, 7)
                    .root();
            assertThat(run.toAbsolutePath().normalize().getParent()).isEqualTo(folder.toAbsolutePath());
            assertThat(run.getFileName().toString()).matches("2020-01-02_030405_[A-Za-z0-9.-]*_s7(-\\d+)?");
        }
    }
}
