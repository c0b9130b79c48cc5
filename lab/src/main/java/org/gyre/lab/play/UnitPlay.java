package org.gyre.lab.play;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.nets.lif.LifFormula;
import org.gyre.nets.lif.LifSemantics;
import org.gyre.nets.lif.Surrogate;
import org.gyre.nets.lif.layer.SpikeRows;
import org.gyre.nets.lif.mode.Chirp;
import org.gyre.nets.lif.mode.MeasuredLayer;
import org.gyre.nets.lif.mode.ModeMeasures;
import org.gyre.nets.lif.mode.PhaseDiagram;
import org.gyre.nets.lif.mode.UnitModes;
import org.jspecify.annotations.Nullable;

/// One leaky integrate-and-fire unit that hears spikes: what it adds up, when it fires, and how much each
/// input spike is credited with one of its output spikes (Gerum & Schilling 2021, figure 1, with more to
/// turn).
///
/// Fields of the answer: `input_spikes` and `output_spikes` (steps), `membrane` (V before the reset,
/// `[step]`), `traced` (number of the output spike whose error is sent back, from 1; 0 if there is none)
/// and `traced_step`, `credit` (dS/dw of that spike by each input spike's weight, `[input spike]`),
/// `contributing_spikes` and `integration_interval` (means of Stoll et al. 2023; null without output spikes
/// that they explain), `rate_curve` (`interval` of a regular input, and `rate`: output spikes in a step),
/// `cursor` (the longest intervals of two, three and endlessly many regular input spikes with which the
/// published unit of these numbers fires; 0 never, null whatever the interval) and `needed` (input spikes
/// until it fires at `interval`, null if it never does).
public final class UnitPlay implements Explorable {
    private static final List<String> MODES =
            List.of("gerum-2021", "arxiv-v2", "snntorch", "norse", "spikingjelly", "spyx", "nir");
    private static final List<String> SURROGATES =
            List.of("flat", "superspike", "sigmoid", "esser", "arctan", "gaussian", "boxcar");
    private static final int MOST_STEPS = 600;
    private static final int LONGEST_INTERVAL = 40;
    /// Steps of a measurement of a rate: many intervals of the longest.
    private static final int RATE_STEPS = 1200;
    /// Points of the phase diagram along either side.
    private static final int POINTS = 60;

    private static final List<Dial> DIALS = List.of(
            Dial.real(
                    "weight",
                    "weight w",
                    "",
                    0,
                    1.5,
                    0.005,
                    0.14,
                    "What one input spike adds to the membrane; at the threshold or above, each spike is answered."),
            Dial.real(
                    "leak",
                    "leak l",
                    "per step",
                    0,
                    1,
                    0.005,
                    0.02,
                    "The part of the membrane potential that is lost in a step: at 0 the unit counts all its past,"
                            + " at 1 only the present."),
            Dial.real(
                    "threshold",
                    "threshold θ",
                    "",
                    0.1,
                    2,
                    0.01,
                    1,
                    "The potential at which the unit fires; only w/θ matters, so leave it at 1 first."),
            Dial.whole(
                    "refractory",
                    "refractory steps",
                    "steps",
                    0,
                    20,
                    0,
                    "Steps for which the potential is held at zero after a spike; 0 leaves what the reset rule has."),
            Dial.choice(
                    "reset",
                    "reset rule",
                    MODES,
                    "What a spike does to the potential. Packages differ; the first is the published unit."),
            Dial.choice(
                    "surrogate",
                    "surrogate",
                    SURROGATES,
                    "What stands for the derivative of the step function when an error is sent back; the first is the"
                            + " constant one of the paper."),
            Dial.real(
                    "steepness",
                    "steepness β",
                    "",
                    0.1,
                    25,
                    0.1,
                    10,
                    "How narrow the surrogate is around the threshold; the constant one has none."),
            Dial.choice(
                    "pattern",
                    "input",
                    List.of("chirp", "regular", "poisson", "given"),
                    "The chirp is the paper's illustration: three times eleven intervals that shrink from 11 steps to 1."),
            Dial.whole(
                    "interval",
                    "input interval",
                    "steps",
                    1,
                    LONGEST_INTERVAL,
                    8,
                    "Between regular input spikes, and where the cursor stands in the rate curve."),
            Dial.real(
                    "rate",
                    "Poisson rate",
                    "per step",
                    0,
                    1,
                    0.01,
                    0.15,
                    "The probability of an input spike in a step, where the input is drawn."),
            Dial.whole("seed", "seed", "", 1, 1_000_000, 1, "Of the drawn input; another seed is another draw."),
            Dial.steps(
                    "spikes", "input spikes", MOST_STEPS - 1, "Where the input is given: drag, add or remove spikes."),
            Dial.whole("steps", "duration", "steps", 20, MOST_STEPS, Chirp.STEPS, "How long the unit is watched."),
            Dial.whole(
                    "traced",
                    "traced spike",
                    "",
                    1,
                    MOST_STEPS,
                    2,
                    "The output spike whose error is sent back to the input spikes; the last one if there are fewer."));

    @Override
    public String name() {
        return "unit";
    }

    @Override
    public String title() {
        return "One unit that integrates and fires";
    }

    @Override
    public List<Dial> dials() {
        return DIALS;
    }

    private static LifSemantics semantics(String mode) {
        return switch (mode) {
            case "arxiv-v2" -> LifSemantics.ARXIV_V2;
            case "snntorch" -> LifSemantics.SNNTORCH;
            case "norse" -> LifSemantics.NORSE;
            case "spikingjelly" -> LifSemantics.SPIKINGJELLY;
            case "spyx" -> LifSemantics.SPYX;
            case "nir" -> LifSemantics.NIR;
            default -> LifSemantics.GERUM_2021;
        };
    }

    private static Surrogate surrogate(String name, double beta) {
        return switch (name) {
            case "superspike" -> new Surrogate.SuperSpike(beta);
            case "sigmoid" -> new Surrogate.Sigmoid(beta, false);
            case "esser" -> new Surrogate.Esser(beta);
            case "arctan" -> new Surrogate.Arctan(beta);
            case "gaussian" -> new Surrogate.Gaussian(beta);
            case "boxcar" -> new Surrogate.Boxcar(beta);
            default -> new Surrogate.Flat();
        };
    }

    private static LifFormula unit(Settings settings) {
        LifSemantics semantics = semantics(settings.choice("reset"));
        int refractory = settings.whole("refractory");
        return new LifFormula(
                refractory > 0 ? semantics.refractory(refractory) : semantics,
                surrogate(settings.choice("surrogate"), settings.real("steepness")),
                settings.real("threshold"));
    }

    private static int[] inputs(Settings settings) {
        int steps = settings.whole("steps");
        int[] inputs = switch (settings.choice("pattern")) {
            case "regular" -> regular(settings.whole("interval"), steps);
            case "poisson" -> {
                RandomGenerator random =
                        RandomStream.of(settings.whole("seed")).split("input").generator();
                double rate = settings.real("rate");
                int[] drawn = new int[steps];
                int count = 0;
                for (int t = 0; t < steps; t++) {
                    // Every step takes its draw, so that a higher rate keeps the spikes of a lower one.
                    if (random.nextDouble() < rate) {
                        drawn[count++] = t;
                    }
                }
                yield Arrays.copyOf(drawn, count);
            }
            case "given" -> settings.steps("spikes");
            default -> Chirp.inputs();
        };
        return Arrays.stream(inputs).filter(step -> step < steps).toArray();
    }

    private static int[] regular(int interval, int steps) {
        int[] inputs = new int[(steps - 1) / interval];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (i + 1) * interval;
        }
        return inputs;
    }

    @Override
    public Map<String, @Nullable Object> observe(Settings settings) {
        LifFormula unit = unit(settings);
        double weight = settings.real("weight");
        double leak = settings.real("leak");
        int steps = settings.whole("steps");
        int[] inputs = inputs(settings);
        Chirp.Response response = Chirp.respond(unit, inputs, steps, weight, leak);
        int traced = Math.min(settings.whole("traced"), response.outputs().length);
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("input_spikes", inputs);
        answer.put("output_spikes", response.outputs());
        answer.put("membrane", response.potentials());
        answer.put("traced", traced);
        answer.put("traced_step", traced == 0 ? -1 : response.outputs()[traced - 1]);
        answer.put(
                "credit",
                traced == 0 ? new double[inputs.length] : response.credits().get(traced - 1));
        modes(answer, unit, weight, leak, steps, response);
        answer.put("rate_curve", rates(unit, weight, leak));
        double share = weight / unit.threshold() * (unit.semantics().leakyInput() ? leak : 1);
        answer.put("share", share);
        Map<String, @Nullable Object> cursor = new LinkedHashMap<>();
        cursor.put("two", interval(PhaseDiagram.longestInterval(share, leak, 2)));
        cursor.put("three", interval(PhaseDiagram.longestInterval(share, leak, 3)));
        cursor.put("endless", interval(PhaseDiagram.longestInterval(share, leak, PhaseDiagram.ENDLESS)));
        answer.put("cursor", cursor);
        OptionalLong needed = PhaseDiagram.spikesNeeded(share, leak, settings.whole("interval"));
        answer.put("needed", needed.isPresent() ? (Object) needed.getAsLong() : null);
        answer.put("warnings", warnings(settings, inputs, response));
        return answer;
    }

    private static @Nullable Object interval(long longest) {
        return longest == PhaseDiagram.ANY ? null : (Object) longest;
    }

    private static void modes(
            Map<String, @Nullable Object> answer,
            LifFormula unit,
            double weight,
            double leak,
            int steps,
            Chirp.Response response) {
        MeasuredLayer layer = new MeasuredLayer(
                new float[] {(float) weight},
                1,
                new float[1],
                new float[] {(float) leak},
                new float[] {(float) unit.threshold()},
                unit.semantics().leakyInput());
        ModeMeasures measures = new ModeMeasures(layer);
        measures.add(rows(response.inputs(), steps), rows(response.outputs(), steps), steps, Team.alone());
        UnitModes modes = measures.modes();
        answer.put("contributing_spikes", number(modes.contributing(0)));
        answer.put("integration_interval", number(modes.interval(0)));
        answer.put("explained_spikes", modes.spikes()[0]);
    }

    private static @Nullable Object number(OptionalDouble value) {
        return value.isPresent() ? (Object) value.getAsDouble() : null;
    }

    private static SpikeRows rows(int[] spikes, int steps) {
        SpikeRows rows = new SpikeRows(1);
        int next = 0;
        for (int t = 0; t < steps; t++) {
            if (next < spikes.length && spikes[next] == t) {
                rows.add(0);
                next++;
            }
            rows.endRow();
        }
        return rows;
    }

    /// Output spikes in a step at regular input, over its interval, after as long again has gone by.
    private static Map<String, @Nullable Object> rates(LifFormula unit, double weight, double leak) {
        int[] intervals = new int[LONGEST_INTERVAL];
        double[] rates = new double[LONGEST_INTERVAL];
        double[] currents = new double[2 * RATE_STEPS];
        for (int i = 0; i < LONGEST_INTERVAL; i++) {
            intervals[i] = i + 1;
            Arrays.fill(currents, 0);
            for (int t = 0; t < currents.length; t += intervals[i]) {
                currents[t] = weight;
            }
            boolean[] spikes = unit.run(currents, leak, LifFormula.State.REST).spikes();
            int count = 0;
            int first = 0;
            int last = 0;
            for (int t = RATE_STEPS; t < spikes.length; t++) {
                if (spikes[t]) {
                    first = count == 0 ? t : first;
                    last = t;
                    count++;
                }
            }
            // From spike to spike: a window of fixed length would cut the last interval.
            rates[i] = count > 1 ? (count - 1.0) / (last - first) : (double) count / RATE_STEPS;
        }
        Map<String, @Nullable Object> curve = new LinkedHashMap<>();
        curve.put("interval", intervals);
        curve.put("rate", rates);
        return curve;
    }

    private static List<String> warnings(Settings settings, int[] inputs, Chirp.Response response) {
        List<String> warnings = new ArrayList<>();
        boolean published = settings.choice("reset").equals("gerum-2021") && settings.whole("refractory") == 0;
        if (!published) {
            warnings.add("The phase diagram is that of a unit that resets to zero without a refractory time; this one"
                    + " follows another rule after its first spike.");
        }
        if (response.outputs().length == 0) {
            warnings.add(
                    inputs.length == 0
                            ? "There is no input spike: add one."
                            : "The unit never fires: raise the weight, lower the leak, or let spikes come closer.");
        }
        return warnings;
    }

    /// The phase diagram: `weights` (w/θ, `[column]`), `leaks` (`[row]`) and for `two`, `three` and
    /// `endless` regular input spikes the longest interval with which the published unit fires,
    /// `[row][column]` in steps; 0 never, null whatever the interval.
    public Map<String, @Nullable Object> phase() {
        double[] places = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            places[i] = (i + 0.5) / POINTS;
        }
        Map<String, @Nullable Object> diagram = new LinkedHashMap<>();
        diagram.put("weights", places);
        diagram.put("leaks", places);
        diagram.put("two", grid(places, 2));
        diagram.put("three", grid(places, 3));
        diagram.put("endless", grid(places, PhaseDiagram.ENDLESS));
        return diagram;
    }

    private static List<List<@Nullable Object>> grid(double[] places, long spikes) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (double leak : places) {
            List<@Nullable Object> row = new ArrayList<>();
            for (double weight : places) {
                row.add(interval(PhaseDiagram.longestInterval(weight, leak, spikes)));
            }
            rows.add(row);
        }
        return rows;
    }

    @Override
    public String java(Settings settings) {
        LifFormula unit = unit(settings);
        String rule = "LifSemantics."
                + settings.choice("reset").toUpperCase(Locale.ROOT).replace('-', '_')
                + (settings.whole("refractory") > 0 ? ".refractory(" + settings.whole("refractory") + ")" : "");
        String slope = switch (unit.surrogate()) {
            case Surrogate.Flat _ -> "Surrogate.Flat()";
            case Surrogate.Sigmoid(double beta, boolean scaled) -> "Surrogate.Sigmoid(" + beta + ", " + scaled + ")";
            default ->
                "Surrogate." + unit.surrogate().getClass().getSimpleName() + "(" + settings.real("steepness") + ")";
        };
        return String.format(
                Locale.ROOT,
                """
                import org.gyre.nets.lif.*;
                import org.gyre.nets.lif.mode.Chirp;

                void main() {
                    int[] inputs = {%s};
                    var unit = new LifFormula(%s, new %s, %s);
                    var response = Chirp.respond(unit, inputs, %d, %s, %s);
                    System.out.println("output spikes at " + Arrays.toString(response.outputs()));
                    int traced = Math.min(%d, response.outputs().length);
                    if (traced > 0) {
                        System.out.println("credit " + Arrays.toString(response.credits().get(traced - 1)));
                    }
                }
                """,
                String.join(
                        ", ",
                        Arrays.stream(inputs(settings))
                                .mapToObj(Integer::toString)
                                .toList()),
                rule,
                slope,
                unit.threshold(),
                settings.whole("steps"),
                settings.real("weight"),
                settings.real("leak"),
                settings.whole("traced"));
    }
}
