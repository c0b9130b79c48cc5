package org.gyre.lab.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Does every piece twice, in a random order, each time with new jobs on a copy of its bytes and with another number
/// of threads, as a cluster may after a loss; and holds both answers against each other. No file of this machine is
/// read where it lies unless its copies are there.
public final class RepeatingEngine implements Engine {
    private final Supplier<Jobs> jobs;
    private final UnaryOperator<Path> copies;
    private final Random random = new Random(1);
    private int pieces;

    /// @param jobs   new ones each time
    /// @param copies where the copy of a file of a workload is
    public RepeatingEngine(Supplier<Jobs> jobs, UnaryOperator<Path> copies) {
        this.jobs = jobs;
        this.copies = copies;
    }

    /// Installed jobs that read no files.
    public RepeatingEngine() {
        this(Jobs::installed, UnaryOperator.identity());
    }

    /// This engine, when it is asked for.
    public EngineChoice choice() {
        return new EngineChoice() {
            @Override
            public String name() {
                return "repeating";
            }

            @Override
            public Engine open(int threads, Consumer<String> notices) {
                return RepeatingEngine.this;
            }
        };
    }

    /// Pieces that it has done, each counted once.
    public int pieces() {
        return pieces;
    }

    @Override
    public String name() {
        return "repeating";
    }

    @Override
    public int parallelism() {
        return 3;
    }

    @Override
    public boolean work(Workload workload, BooleanSupplier stop) {
        List<Path> files = workload.files();
        List<Task> tasks = new ArrayList<>();
        for (Task task = workload.next(); task != null; task = workload.next()) {
            tasks.add(task);
            tasks.add(new Task(task.number(), task.job(), task.input().clone()));
        }
        Collections.shuffle(tasks, random);
        Map<Integer, Answer> answers = new HashMap<>();
        for (Task task : tasks) {
            Workplace place = new Workplace() {
                @Override
                public int threads() {
                    return answers.containsKey(task.number()) ? 1 : 3;
                }

                @Override
                public Path file(Path file) {
                    assertThat(files).contains(file);
                    return copies.apply(file);
                }

                @Override
                public boolean stopRequested() {
                    return false;
                }
            };
            Answer answer = jobs.get().answer(new Task(task.number(), task.job(), task.input()), place);
            Answer before = answers.put(task.number(), answer);
            if (before == null) {
                workload.answered(task.number(), answer);
                pieces++;
            } else {
                assertThat(answer.output()).isEqualTo(before.output());
                assertThat(answer.failure()).isEqualTo(before.failure());
            }
        }
        return true;
    }

    @Override
    public void close() {
        // It holds nothing.
    }
}
