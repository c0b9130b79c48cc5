package org.gyre.lab.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.random.CounterRandom;
import org.gyre.lab.report.TableFigure;
import org.gyre.lab.run.NumericFailure;
import org.gyre.lab.run.SnapshotReader;
import org.gyre.lab.run.SnapshotWriter;
import org.jspecify.annotations.Nullable;

/// A random walk of a few numbers: small, quick, and with every kind of state.
final class ToyExperiment implements Experiment<ToyExperiment.Walk> {
    /// @param steps number of steps
    /// @param sleepMs pause per step
    /// @param scale size of a step
    /// @param nanAt the step at which a number is lost, or 0
    record Walk(
            @Default("20") long steps,
            @Default("0") int sleepMs,
            @Default("1.0") double scale,
            @Default("0") long nanAt,
            @Default("none") Trouble trouble,
            @Nullable String inputFile,
            Shape shape) {
        enum Trouble {
            NONE,
            BUG,
            NAN_SCALAR,
            CHECK
        }

        record Shape(
                @Default("4") int dimensions, @Default("[]") List<Double> start) {
            Shape {
                if (dimensions < 1) {
                    throw new IllegalArgumentException("dimensions = " + dimensions + ": must be at least 1");
                }
            }
        }

        Walk {
            if (!(scale > 0)) {
                throw new IllegalArgumentException("scale = " + scale + ": must be positive");
            }
        }
    }

    @Override
    public String kind() {
        return "toy-walk";
    }

    @Override
    public Class<Walk> configuration() {
        return Walk.class;
    }

    @Override
    public ValueNames values(Walk configuration) {
        return new ValueNames()
                .give("first_end", "steps", "undefined", "never_reached")
                .when(false, List.of("switched_off"));
    }

    @Override
    public Session open(Walk configuration, RunContext context) {
        return new WalkSession(configuration, context);
    }

    private static final class WalkSession implements Session {
        private final Walk walk;
        private final RunContext context;
        private final double[] position;
        private long done;

        WalkSession(Walk walk, RunContext context) {
            this.walk = walk;
            this.context = context;
            this.position = new double[walk.shape().dimensions()];
            if (walk.inputFile() != null) {
                try {
                    position[0] = Double.parseDouble(
                            Files.readString(context.input(walk.inputFile())).strip());
                } catch (IOException | NumberFormatException unusable) {
                    throw new InputException("input_file: not a number", unusable);
                }
            }
        }

        @Override
        public long totalSteps() {
            return walk.steps();
        }

        @Override
        public long completedSteps() {
            return done;
        }

        @Override
        public List<String> scalarNames() {
            return List.of("first", "sum", "tenth");
        }

        @Override
        public void advance() {
            CounterRandom random = context.random().split("walk").split(done).generator();
            double sum = 0;
            for (int i = 0; i < position.length; i++) {
                position[i] += walk.scale() * random.nextGaussian();
                sum += position[i];
            }
            done++;
            if (done == walk.nanAt()) {
                if (walk.trouble() == Walk.Trouble.NAN_SCALAR) {
                    sum = Double.NaN;
                } else if (walk.trouble() == Walk.Trouble.CHECK) {
                    context.fail("WALK_LOST", "The walk is lost at step " + done + ".");
                } else if (walk.trouble() == Walk.Trouble.BUG) {
                    throw new IllegalStateException("planted bug");
                } else {
                    throw new NumericFailure(done, "position[0]", "is NaN; lower scale");
                }
            }
            context.scalars(
                    done,
                    done % 10 == 0
                            ? Map.of("first", position[0], "sum", sum, "tenth", position[0] / 10)
                            : Map.of("first", position[0], "sum", sum));
            if (sum > 0) {
                context.warn("SUM_POSITIVE", "The sum was positive at step " + done + ".");
            }
            if (walk.sleepMs() > 0) {
                try {
                    Thread.sleep(walk.sleepMs());
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public void save(SnapshotWriter out) {
            out.put("position", position);
            out.put("done", done);
        }

        @Override
        public void restore(SnapshotReader in) {
            in.into(position, "position");
            done = in.integer("done");
        }

        @Override
        public void finish(Outcome outcome) {
            outcome.value("first_end", position[0]);
            outcome.value("steps", (double) done);
            outcome.value("undefined", Double.NaN);
            outcome.undefined("never_reached", "It never came that far.");
            outcome.text("remark", "It walked.");
            outcome.array("position", position);
            outcome.figure(
                    new TableFigure("ends", "Ends", "Where it ended.", "coordinate", "value").row(0, position[0]));
            outcome.cite("Tanaka2009");
        }
    }
}
