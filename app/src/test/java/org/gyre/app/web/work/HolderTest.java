package org.gyre.app.web.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gyre.lab.run.Machine;
import org.gyre.lab.storage.DiskStorage;
import org.gyre.lab.storage.HeldLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HolderTest {
    @TempDir
    Path folder;

    private Path lock;

    @BeforeEach
    void lock() {
        lock = folder.resolve("LOCK");
    }

    @Test
    void aProcessOfThisMachineIsFoundByItsNumber() throws IOException {
        Files.writeString(lock, Machine.process());
        assertThat(Holder.of(lock).orElseThrow().process())
                .hasValueSatisfying(process -> assertThat(process.pid())
                        .isEqualTo(ProcessHandle.current().pid()));
    }

    @Test
    void whatNobodyHoldsIsNobodys() throws IOException {
        assertThat(Holder.of(lock)).isEmpty();
        Files.writeString(lock, "");
        assertThat(Holder.of(lock)).isEmpty();
        Files.writeString(lock, "something else");
        assertThat(Holder.of(lock)).isEmpty();
        // No system has a process of this number.
        Files.writeString(lock, Machine.process().replaceFirst("\\d+", "99999999999"));
        assertThat(Holder.of(lock)).isEmpty();
    }

    /// The number of this very process, on another machine: it says nothing of this one. Whether somebody holds the
    /// lock tells, which a file system that two machines share carries from one to the other.
    @Test
    void aNumberOfAnotherMachineIsNotLookedUpHere() throws IOException {
        String elsewhere = "process " + ProcessHandle.current().pid() + " on another-machine";
        Files.writeString(lock, elsewhere);
        assertThat(Holder.of(lock)).isEmpty();
        try (HeldLock _ = new DiskStorage().lock(lock, "process 99999999999 on another-machine")) {
            assertThat(Holder.of(lock)).hasValueSatisfying(holder -> {
                assertThat(holder.host()).isEqualTo("another-machine");
                assertThat(holder.process()).isEmpty();
            });
        }
        // Looking did not take the lock away from who takes it next.
        try (HeldLock _ = new DiskStorage().lock(lock, Machine.process())) {
            assertThat(Files.readString(lock)).isEqualTo(Machine.process());
        }
    }
}
