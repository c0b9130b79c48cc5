package org.gyre.lab.infomorphic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.gyre.core.Unit;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.lab.report.TableFigure;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.mutualinfo.DiscreteInformation;
import org.gyre.measure.pid.Decomposition;
import org.gyre.measure.pid.JointTable;
import org.gyre.measure.pid.Redundancy;
import org.gyre.measure.series.SymbolSeries;
import org.gyre.nets.infomorphic.Goal;
import org.gyre.nets.infomorphic.layer.Layer;

/// One neuron on images that it has not learned from, read by the instruments for recordings: what
/// its drawn output says of its binned inputs and of the label.
///
/// @param number of the neuron in its layer
/// @param inputs `[source][image]`: the bins of its classes of input, labels shown
/// @param fired  `[image]`: 1 if it fired, labels shown
/// @param alone  `[image]`: the same without labels as input, as in a test
/// @param label  `[image]`
record WatchedNeuron(int number, int[][] inputs, int[] fired, int[] alone, int[] label) {
    private static final String NUMBER = "watched_neuron";
    private static final String LABEL = "watched_label_information_bits";

    static void declare(ValueNames names, int sources) {
        names.give(NUMBER, LABEL);
        Goal.order(sources).forEach(atom -> names.give(value(atom)));
    }

    private static String value(String atom) {
        return "watched_atom_" + AtomNames.key(atom) + "_bits";
    }

    /// The neuron that comes closest to what its layer wants.
    static int best(Layer.Reading reading) {
        int best = 0;
        for (int neuron = 1; neuron < reading.residual().length; neuron++) {
            if (reading.goal(neuron) > reading.goal(best)) {
                best = neuron;
            }
        }
        return best;
    }

    private int sources() {
        return inputs.length;
    }

    /// The values, the table and the recording itself.
    ///
    /// @param layer in words
    void tell(Outcome outcome, String layer) {
        SymbolSeries[] sources = Arrays.stream(inputs).map(SymbolSeries::of).toArray(SymbolSeries[]::new);
        double told = Unit.BITS.fromNats(new DiscreteInformation(DiscreteEntropy.MILLER_MADOW)
                .between(SymbolSeries.of(alone), SymbolSeries.of(label))
                .nats());
        JointTable law = JointTable.of(SymbolSeries.of(fired), sources);
        List<Decomposition> readings =
                measures().stream().map(measure -> measure.decompose(law)).toList();
        outcome.value(NUMBER, number);
        outcome.value(LABEL, told);
        List<String> heads = new ArrayList<>(List.of("atom"));
        measures().forEach(measure -> heads.add(measure.label()));
        TableFigure table = new TableFigure(
                "watched-neuron",
                "A neuron on test images",
                String.format(
                        Locale.ROOT,
                        "Neuron %d of %s, the one that came closest to its goal, on %d test images with their labels"
                                + " shown: atoms of its drawn output in bits, by several measures of redundancy."
                                + " Without labels as input it tells %.3f bits of them. The recording is left as the"
                                + " array 'watched': the bins of its inputs, whether it fired, whether it fired"
                                + " without labels, and the label.",
                        number,
                        layer,
                        label.length,
                        told),
                heads.toArray(String[]::new));
        for (String atom : Goal.order(sources())) {
            List<Object> row = new ArrayList<>(List.of(AtomNames.shortName(atom)));
            readings.forEach(reading -> row.add(bits(reading, atom)));
            table = table.row(row.toArray());
            outcome.value(value(atom), bits(readings.getFirst(), atom));
        }
        outcome.figure(table);
        int width = sources() + 3;
        int[] rows = new int[width * label.length];
        for (int image = 0; image < label.length; image++) {
            for (int source = 0; source < sources(); source++) {
                rows[image * width + source] = inputs[source][image];
            }
            rows[(image + 1) * width - 3] = fired[image];
            rows[(image + 1) * width - 2] = alone[image];
            rows[(image + 1) * width - 1] = label[image];
        }
        outcome.array("watched", rows, label.length, width);
    }

    private static double bits(Decomposition reading, String atom) {
        return Unit.BITS.fromNats(reading.atom(atom));
    }

    /// Shared exclusions, which goals are made of, stand first.
    private List<Redundancy> measures() {
        return sources() == 2 ? List.of(Redundancy.values()) : List.of(Redundancy.ISX, Redundancy.IMIN, Redundancy.MMI);
    }
}
