package org.gyre.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.TaskContext;
import org.gyre.core.InputException;
import org.gyre.lab.engine.Job;
import org.gyre.lab.engine.Task;
import org.gyre.lab.engine.Workplace;
import org.gyre.lab.run.NumericFailure;

/// Does what its input says: a word, a blank, and what the word is about.
public final class TestJob implements Job {
    private static final AtomicInteger AT_WORK = new AtomicInteger();

    /// For the service loader.
    public TestJob() {}

    @Override
    public String name() {
        return "test";
    }

    static Task task(int number, String input) {
        return new Task(number, "test", input.getBytes(UTF_8));
    }

    @Override
    public byte[] compute(byte[] input, Workplace workplace) {
        String[] words = new String(input, UTF_8).split(" ", 2);
        int beside = AT_WORK.getAndIncrement();
        try {
            return done(words[0], words[1], beside, workplace).getBytes(UTF_8);
        } catch (IOException | InterruptedException failure) {
            throw new UncheckedIOException(new IOException(failure));
        } finally {
            AT_WORK.decrementAndGet();
        }
    }

    private static String done(String word, String rest, int beside, Workplace workplace)
            throws IOException, InterruptedException {
        switch (word) {
            case "square" -> {
                long number = Long.parseLong(rest);
                return Long.toString(number * number);
            }
            case "sleep" -> {
                Thread.sleep(Long.parseLong(rest));
                return "slept";
            }
            case "stage" -> {
                Thread.sleep(Long.parseLong(rest));
                return "stage " + TaskContext.get().stageId();
            }
            case "input" -> throw new InputException(rest);
            case "number" -> throw new NumericFailure(7, rest, "is NaN");
            case "mistake" -> throw new IllegalStateException(rest);
            case "error" -> throw new StackOverflowError(rest);
            case "huge" -> throw new OutOfMemoryError(rest);
            case "large" -> {
                if (beside > 0) {
                    throw new OutOfMemoryError(rest);
                }
                Thread.sleep(50);
                return rest;
            }
            case "die" -> {
                Runtime.getRuntime().halt(137);
                return "never";
            }
            case "die-once" -> {
                if (Files.notExists(Path.of(rest))) {
                    Files.createFile(Path.of(rest));
                    Runtime.getRuntime().halt(137);
                }
                return "the second time";
            }
            case "file" -> {
                Path copy = workplace.file(Path.of(rest));
                return Files.readString(copy, UTF_8) + " " + (copy.equals(Path.of(rest)) ? "itself" : "a copy") + " "
                        + ProcessHandle.current().pid();
            }
            default -> throw new IllegalArgumentException(word);
        }
    }
}
