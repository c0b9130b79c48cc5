package org.gyre.app.fetch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.gyre.lab.storage.DiskStorage;
import org.gyre.lab.storage.HeldLock;
import org.gyre.lab.storage.OutputFile;
import org.gyre.lab.storage.Storage;

/// The disk, on which everything from the n-th operation on fails.
final class FailingStorage implements Storage {
    private final DiskStorage disk = new DiskStorage();
    private int left;

    FailingStorage(int operations) {
        this.left = operations;
    }

    private DiskStorage disk() throws IOException {
        if (left-- <= 0) {
            throw new IOException("the disk is gone");
        }
        return disk;
    }

    @Override
    public boolean createDirectory(Path directory) throws IOException {
        return disk().createDirectory(directory);
    }

    @Override
    public OutputFile create(Path file) throws IOException {
        return disk().create(file);
    }

    @Override
    public OutputFile append(Path file) throws IOException {
        return disk().append(file);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        disk().move(from, to);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        disk().forceDirectory(directory);
    }

    @Override
    public void delete(Path path) throws IOException {
        disk().delete(path);
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        return disk().list(directory);
    }

    @Override
    public HeldLock lock(Path file, String holder) throws IOException {
        return disk().lock(file, holder);
    }

    @Override
    public long freeBytes(Path path) throws IOException {
        return disk().freeBytes(path);
    }
}
