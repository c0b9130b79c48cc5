package org.gyre.app.web.work;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gyre.lab.run.Machine;

/// The process that works in a folder, as the lock file there tells.
///
/// @param host    the machine that it runs on
/// @param process empty on another machine
public record Holder(String host, Optional<ProcessHandle> process) {
    private static final Pattern TEXT = Pattern.compile("process (\\d{1,18}) on (.*)");

    /// Asked once: a name server may take its time.
    private static final String HERE = Machine.process();

    /// Who works in a folder; empty if nobody does.
    ///
    /// @param lockFile of the folder, which may not exist
    public static Optional<Holder> of(Path lockFile) {
        return of(lockFile, HERE);
    }

    /// @param here what a process of this machine writes into a lock
    static Optional<Holder> of(Path lockFile, String here) {
        String text;
        try {
            text = Files.readString(lockFile, UTF_8);
        } catch (IOException none) {
            return Optional.empty();
        }
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String host = matcher.group(2);
        Matcher own = TEXT.matcher(here);
        if (own.matches() && !host.equals(own.group(2))) {
            // A number of another machine says nothing about processes of this one.
            return isLocked(lockFile) ? Optional.of(new Holder(host, Optional.empty())) : Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(matcher.group(1)))
                .filter(Holder::isJava)
                .map(process -> new Holder(host, Optional.of(process)));
    }

    /// Whether somebody holds the lock, or the file system does not tell: who cannot know does not call a run dead.
    private static boolean isLocked(Path lockFile) {
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.READ);
                FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null;
        } catch (IOException | OverlappingFileLockException unknown) {
            return true;
        }
    }

    /// A number that was given to another program meanwhile is no run.
    private static boolean isJava(ProcessHandle process) {
        return process.isAlive()
                && process.info()
                        .command()
                        .map(command -> command.contains("java"))
                        .orElse(true);
    }
}
