package org.gyre.lab.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageTest {
    @TempDir
    Path folder;

    private final Storage disk = new DiskStorage();

    @Test
    void aReplacedFileHoldsTheNewContentAndNothingIsLeftAside() throws IOException {
        Path file = folder.resolve("a.txt");
        disk.replace(file, "old".getBytes(UTF_8));
        disk.replace(file, "new".getBytes(UTF_8));
        assertThat(file).hasContent("new");
        assertThat(disk.list(folder)).containsExactly(file);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aReplacedFileIsOldOrNewWhicheverOperationFails(boolean fromThenOn) throws IOException {
        Path file = folder.resolve("a.txt");
        FaultyStorage storage = new FaultyStorage();
        storage.replace(file, "old".getBytes(UTF_8));
        boolean failed = true;
        int n = 0;
        while (failed) {
            n++;
            storage.failAt(n, fromThenOn);
            try {
                storage.replace(file, "new".getBytes(UTF_8));
                failed = false;
            } catch (IOException planted) {
                storage.powerCut();
                assertThat(Files.readString(file)).isIn("old", "new");
            }
        }
        // create, write, force, move, force folder
        assertThat(n).isEqualTo(6);
        storage.powerCut();
        assertThat(file).hasContent("new");
    }

    @Test
    void theTwinLosesWhatWasNotForced() throws IOException {
        FaultyStorage storage = new FaultyStorage();
        Path file = folder.resolve("log");
        try (OutputFile output = storage.append(file)) {
            output.writeFully(ByteBuffer.wrap("one\n".getBytes(UTF_8)));
            output.force();
            storage.forceDirectory(folder);
            output.writeFully(ByteBuffer.wrap("two\n".getBytes(UTF_8)));
        }
        storage.powerCut();
        assertThat(file).hasContent("one\n");
        storage.move(file, folder.resolve("renamed"));
        storage.powerCut();
        assertThat(file).exists();
    }

    @Test
    void missingParentsAreCreated() throws IOException {
        Path deep = folder.resolve("a/b/c");
        disk.createDirectories(deep);
        disk.createDirectories(deep);
        assertThat(deep).isDirectory();
    }

    @Test
    void aFolderIsCreatedOnlyOnce() throws IOException {
        assertThat(disk.createDirectory(folder.resolve("a"))).isTrue();
        assertThat(disk.createDirectory(folder.resolve("a"))).isFalse();
    }

    @Test
    void appendingContinuesAtTheEnd() throws IOException {
        Path file = folder.resolve("log");
        for (String line : new String[] {"a\n", "b\n"}) {
            try (OutputFile output = disk.append(file)) {
                output.writeFully(ByteBuffer.wrap(line.getBytes(UTF_8)));
            }
        }
        assertThat(file).hasContent("a\nb\n");
    }

    @Test
    void aLinkInATreeIsDeletedAndItsTargetIsNot() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("precious"), "x");
        Path tree = Files.createDirectory(folder.resolve("tree"));
        Files.createSymbolicLink(tree.resolve("link"), outside);
        disk.deleteTree(tree);
        assertThat(tree).doesNotExist();
        assertThat(outside.resolve("precious")).exists();
    }

    @Test
    void aSecondLockIsRefusedAndNamesTheHolderWhileReadersAreFree() throws IOException {
        Path file = folder.resolve("LOCK");
        try (HeldLock _ = disk.lock(file, "process 1 on here")) {
            assertThatThrownBy(() -> disk.lock(file, "process 2"))
                    .isInstanceOfSatisfying(
                            LockedException.class,
                            locked -> assertThat(locked.holder()).isEqualTo("process 1 on here"));
            assertThat(file).hasContent("process 1 on here");
        }
        assertThat(file).isEmptyFile();
        disk.lock(file, "process 3").close();
    }

    @Test
    void aLockFileLeftByADeadProcessDoesNotHinder() throws IOException {
        Path file = folder.resolve("LOCK");
        Files.writeString(file, "process 999999 on here");
        disk.lock(file, "process 2").close();
        assertThat(file).isEmptyFile();
    }
}
