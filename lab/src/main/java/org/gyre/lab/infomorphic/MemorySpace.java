package org.gyre.lab.infomorphic;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.gyre.core.InputException;
import org.gyre.lab.experiment.Default;
import org.gyre.nets.infomorphic.Goal;

/// The keys of a TOML file for what is searched of a memory's neurons, as a box [−1, 1]^d: the weights
/// of the goal as they are, and what has a range on a logarithmic scale from its low to its high end.
/// A list is empty where the setting stays as it is, else it has the two ends.
///
/// @param goal           whether the weights of the four atoms are searched, from −1 to 1
/// @param residual       whether the residual entropy has a weight too; else 0
/// @param externalWeight ends of how strongly the pattern drives a neuron in the first epoch
/// @param lastExternalWeight ends of the same in the last epoch
/// @param share          ends of the weight of the recurrent input
/// @param bins           ends of the number of bins of the recurrent input
/// @param rate           ends of η in the first epoch
/// @param lastRate       ends of η in the last epoch
/// @param batchShare     ends of the share of patterns of a step
public record MemorySpace(
        @Default("true") boolean goal,
        @Default("true") boolean residual,
        @Default("[]") List<Double> externalWeight,
        @Default("[]") List<Double> lastExternalWeight,
        @Default("[]") List<Double> share,
        @Default("[]") List<Double> bins,
        @Default("[]") List<Double> rate,
        @Default("[]") List<Double> lastRate,
        @Default("[]") List<Double> batchShare) {
    /// Settings have so many digits, as in their text: the text is the whole setting.
    private static final MathContext DIGITS = new MathContext(4);

    /// @throws InputException if a range is none, or nothing is searched
    public MemorySpace {
        externalWeight = range("external_weight", externalWeight, Double.MAX_VALUE);
        lastExternalWeight = range("last_external_weight", lastExternalWeight, Double.MAX_VALUE);
        share = range("share", share, Double.MAX_VALUE);
        bins = range("bins", bins, 10_000);
        rate = range("rate", rate, Double.MAX_VALUE);
        lastRate = range("last_rate", lastRate, Double.MAX_VALUE);
        batchShare = range("batch_share", batchShare, 1);
        boolean searched = goal;
        for (List<Double> ends : List.of(externalWeight, lastExternalWeight, share, bins, rate, lastRate, batchShare)) {
            searched |= !ends.isEmpty();
        }
        if (!searched) {
            throw new InputException("goal = false and no ranges: there is nothing to search");
        }
    }

    private static List<Double> range(String key, List<Double> ends, double most) {
        boolean whole = ends.isEmpty()
                || (ends.size() == 2 && ends.get(0) > 0 && ends.get(0) < ends.get(1) && ends.get(1) <= most);
        if (!whole) {
            throw new InputException(key + " = " + ends + ": give the low and the high end of a range, both above 0"
                    + (most < Double.MAX_VALUE ? String.format(Locale.ROOT, " and at most %.0f", most) : ""));
        }
        return List.copyOf(ends);
    }

    private List<List<Double>> ranges() {
        return List.of(externalWeight, lastExternalWeight, share, bins, rate, lastRate, batchShare);
    }

    private static GoalSpace goals(boolean residual) {
        return new GoalSpace(2, residual);
    }

    /// The point of the settings that are there, each moved into its range.
    double[] point(MemoryKeys keys) {
        List<Double> point = new ArrayList<>();
        if (goal) {
            double[] weights = keys.rule().goal().inOrder();
            for (int i = 0; i < goals(residual).dimensions(); i++) {
                point.add(Math.clamp(weights[i], -1, 1));
            }
        }
        List<Double> settings = List.of(
                keys.externalWeight(),
                keys.lastExternalWeight() == 0 ? keys.externalWeight() : keys.lastExternalWeight(),
                keys.share(),
                (double) keys.bins(),
                keys.rate(),
                keys.lastRate() == 0 ? keys.rate() : keys.lastRate(),
                keys.batchShare());
        for (int i = 0; i < settings.size(); i++) {
            List<Double> range = ranges().get(i);
            if (!range.isEmpty()) {
                double low = Math.log(range.get(0));
                double high = Math.log(range.get(1));
                double at = settings.get(i) > 0 ? Math.log(settings.get(i)) : low;
                point.add(Math.clamp(2 * (at - low) / (high - low) - 1, -1, 1));
            }
        }
        return point.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /// The settings of a point.
    ///
    /// @param keys for what is not searched
    MemoryKeys keys(double[] point, MemoryKeys keys) {
        int weights = goal ? goals(residual).dimensions() : 0;
        String text = goal ? GoalSpace.text(goals(residual).goal(Arrays.copyOf(point, weights))) : keys.goal();
        double[] found = new double[ranges().size()];
        int next = weights;
        for (int i = 0; i < found.length; i++) {
            List<Double> range = ranges().get(i);
            if (!range.isEmpty()) {
                double part = (point[next++] + 1) / 2;
                double value = Math.exp((1 - part) * Math.log(range.get(0)) + part * Math.log(range.get(1)));
                // Rounding to digits must not lead out of the range.
                found[i] = Math.clamp(new BigDecimal(value).round(DIGITS).doubleValue(), range.get(0), range.get(1));
            }
        }
        return new MemoryKeys(
                text,
                externalWeight.isEmpty() ? keys.externalWeight() : found[0],
                lastExternalWeight.isEmpty() ? keys.lastExternalWeight() : found[1],
                keys.externalLearns(),
                share.isEmpty() ? keys.share() : found[2],
                keys.binning(),
                bins.isEmpty() ? keys.bins() : Math.toIntExact(Math.round(found[3])),
                keys.externalBins(),
                keys.range(),
                rate.isEmpty() ? keys.rate() : found[4],
                lastRate.isEmpty() ? keys.lastRate() : found[5],
                keys.decay(),
                batchShare.isEmpty() ? keys.batchShare() : found[6],
                keys.epochs());
    }

    /// The searched settings as lines of a TOML file.
    String text(MemoryKeys keys) {
        List<String> lines = new ArrayList<>();
        if (goal) {
            lines.add("goal = \"" + GoalSpace.text(Goal.parse(2, keys.goal())) + "\"");
        }
        add(lines, "external_weight", externalWeight, keys.externalWeight());
        add(lines, "last_external_weight", lastExternalWeight, keys.lastExternalWeight());
        add(lines, "share", share, keys.share());
        add(lines, "bins", bins, keys.bins());
        add(lines, "rate", rate, keys.rate());
        add(lines, "last_rate", lastRate, keys.lastRate());
        add(lines, "batch_share", batchShare, keys.batchShare());
        return String.join(", ", lines);
    }

    private static void add(List<String> lines, String key, List<Double> range, double value) {
        if (!range.isEmpty()) {
            lines.add(key + " = " + (value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value)));
        }
    }
}
