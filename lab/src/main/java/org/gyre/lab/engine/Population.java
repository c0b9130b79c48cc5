package org.gyre.lab.engine;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.gyre.core.InputException;
import org.gyre.lab.run.NumericFailure;
import org.jspecify.annotations.Nullable;

/// The individuals of a search, which are evaluated by an engine: bytes of each go in, bytes of each come out, in
/// the same order. Where a single evaluation takes less than a millisecond, one piece should hold several; the cut
/// must not depend on the number of threads.
///
/// What an individual fails of is thrown where its search is, as if it had been evaluated there. A job says so with
/// [#told], around all that it does.
public final class Population {
    private static final byte DONE = 0;
    private static final byte INPUT = 1;
    private static final byte NUMERIC = 2;

    private final Engine engine;
    private final String job;
    private final List<Path> files;

    /// @param job   the name of the kind of work that evaluates individuals
    /// @param files that it reads
    public Population(Engine engine, String job, List<Path> files) {
        this.engine = engine;
        this.job = job;
        this.files = List.copyOf(files);
    }

    /// A population whose individuals need no files.
    public Population(Engine engine, String job) {
        this(engine, job, List.of());
    }

    /// Evaluates all; returns when every one is done. Of several that fail, the first is told.
    ///
    /// @return what came of each
    /// @throws InputException if an individual met bad input, or the engine could not do it: the sentence
    /// @throws NumericFailure if a number is no longer finite
    /// @throws IllegalStateException if there is a mistake in the program
    public List<byte[]> evaluate(List<byte[]> individuals) {
        Pieces pieces = new Pieces(individuals);
        if (!engine.work(pieces, () -> false)) {
            throw new IllegalStateException("the engine " + engine.name() + " ended before its work");
        }
        return pieces.outputs();
    }

    /// What a job hands back to a population: the bytes that were computed, or of which kind its failure is.
    public static byte[] told(Supplier<byte[]> computed) {
        try {
            return marked(DONE, computed.get());
        } catch (InputException mistake) {
            return marked(INPUT, message(mistake));
        } catch (NumericFailure failure) {
            return marked(NUMERIC, message(failure));
        } catch (RuntimeException failure) {
            // What fails inside a task of a team comes wrapped.
            if (failure.getCause() instanceof NumericFailure told) {
                return marked(NUMERIC, message(told));
            }
            throw failure;
        }
    }

    private static byte[] marked(byte mark, byte[] content) {
        byte[] output = new byte[content.length + 1];
        output[0] = mark;
        System.arraycopy(content, 0, output, 1, content.length);
        return output;
    }

    private static byte[] message(RuntimeException failure) {
        return String.valueOf(failure.getMessage()).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] opened(byte[] output) {
        byte[] content = Arrays.copyOfRange(output, 1, output.length);
        return switch (output[0]) {
            case DONE -> content;
            case INPUT -> throw new InputException(new String(content, StandardCharsets.UTF_8));
            case NUMERIC -> throw NumericFailure.told(new String(content, StandardCharsets.UTF_8));
            default -> throw new IllegalStateException("an output of the unknown kind " + output[0]);
        };
    }

    private static byte[] opened(Answer answer) {
        byte[] output = answer.output();
        if (output != null) {
            return opened(output);
        }
        throw answer.mistake() ? new IllegalStateException(answer.failure()) : new InputException(answer.failure());
    }

    /// Each individual is a piece.
    private final class Pieces implements Workload {
        private final List<byte[]> individuals;
        private final @Nullable Answer[] answers;
        private int next;

        Pieces(List<byte[]> individuals) {
            this.individuals = individuals;
            this.answers = new Answer[individuals.size()];
        }

        @Override
        public @Nullable Task next() {
            return next == answers.length ? null : new Task(next, job, individuals.get(next++));
        }

        @Override
        public long left() {
            return (long) answers.length - next;
        }

        @Override
        public void answered(int number, Answer answer) {
            answers[number] = answer;
        }

        @Override
        public List<Path> files() {
            return files;
        }

        List<byte[]> outputs() {
            return Arrays.stream(answers)
                    .map(answer -> opened(Objects.requireNonNull(answer, "a piece without an answer")))
                    .toList();
        }
    }
}
