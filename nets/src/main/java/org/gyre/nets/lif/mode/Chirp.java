package org.gyre.nets.lif.mode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.nets.lif.LifFormula;

/// The published illustration of operating modes (Gerum & Schilling 2021): one unit hears input spikes
/// that come faster and faster, each by an input of its own, three times over. Three settings of weight
/// and leak fire at the same steps, and differ in how much each input spike is credited with an output
/// spike.
public final class Chirp {
    /// Steps of the illustration.
    public static final int STEPS = 211;

    private static final int LONGEST = 11;

    /// A weight, the same for all inputs, and a leak.
    ///
    /// @param name   what the unit does
    /// @param weight w
    /// @param leak   l
    public record Setting(String name, double weight, double leak) {}

    /// Counts eleven spikes, however long ago.
    public static final Setting INTEGRATOR = new Setting("integrator", 0.099, 0);

    /// Between the others.
    public static final Setting MIXED = new Setting("mixed", 0.14, 0.02);

    /// Fires when a few spikes come together.
    public static final Setting COINCIDENCE_DETECTOR = new Setting("coincidence detector", 0.5, 0.3);

    /// What a unit does with input spikes.
    ///
    /// @param inputs     steps of the input spikes, `[input]`
    /// @param potentials V, `[step]`
    /// @param outputs    steps of the output spikes
    /// @param credits    dS/dw of each output spike by each input's weight, `[output][input]`
    @SuppressWarnings("ArrayRecordComponent") // a table, never compared
    public record Response(int[] inputs, double[] potentials, int[] outputs, List<double[]> credits) {
        /// @throws IllegalArgumentException if there is not a row of credits for each output spike
        public Response {
            if (credits.size() != outputs.length) {
                throw new IllegalArgumentException(credits.size() + " rows for " + outputs.length + " output spikes");
            }
            credits = List.copyOf(credits);
        }
    }

    private Chirp() {}

    /// The three settings of the illustration.
    public static List<Setting> settings() {
        return List.of(INTEGRATOR, MIXED, COINCIDENCE_DETECTOR);
    }

    /// The steps of its 34 input spikes: intervals 11, 10, … 1, and again from 11.
    public static int[] inputs() {
        int[] inputs = new int[3 * LONGEST + 1];
        int at = 0;
        for (int i = 0; i < inputs.length; i++) {
            at += LONGEST - i % LONGEST;
            inputs[i] = at;
        }
        return inputs;
    }

    /// Lets a unit hear input spikes, and sends an error of one back from each of its output spikes
    /// alone. With the constant surrogate and the published unit, input spike i is credited with
    /// (1 − l)^(t* − tᵢ) of an output spike at t* if no spike above the threshold came in between.
    ///
    /// @param inputs steps of the input spikes, in [0, steps); each has an input of its own
    /// @throws InputException if an input spike lies outside, or weight or leak are not finite
    public static Response respond(LifFormula unit, int[] inputs, int steps, double weight, double leak) {
        if (!Double.isFinite(weight) || !Double.isFinite(leak)) {
            throw new InputException("weight " + weight + " and leak " + leak + ": both must be finite");
        }
        double[] currents = new double[steps];
        for (int i = 0; i < inputs.length; i++) {
            if (inputs[i] < 0 || inputs[i] >= steps) {
                throw new InputException("input spike " + (i + 1) + " at step " + inputs[i] + ": must lie in the "
                        + steps + " steps from 0 on");
            }
            currents[inputs[i]] += weight;
        }
        LifFormula.Trace trace = unit.run(currents, leak, LifFormula.State.REST);
        List<double[]> credits = new ArrayList<>();
        int[] outputs = new int[steps];
        for (int t = 0; t < steps; t++) {
            if (trace.spikes()[t]) {
                double[] error = new double[steps];
                error[t] = 1;
                double[] gradient =
                        unit.sendBack(trace, error, new double[steps]).currents();
                outputs[credits.size()] = t;
                credits.add(Arrays.stream(inputs).mapToDouble(s -> gradient[s]).toArray());
            }
        }
        return new Response(inputs, trace.potentials(), Arrays.copyOf(outputs, credits.size()), credits);
    }
}
