package org.gyre.lab.survey;

import java.util.stream.IntStream;
import org.gyre.core.Progress;
import org.gyre.core.Unit;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Series;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.entropy.Occupancies;
import org.gyre.measure.series.SymbolSeries;

/// The entropy of the words that a few units spell together, with the bias of its estimators.
final class WordsSection implements Section {
    private static final int MOST_UNITS = 10;
    private static final long FEWEST_SPIKES = 50;

    /// Every so many bins are taken, all last, to show the bias.
    private static final int[] STRIDES = {64, 32, 16, 8, 4, 2, 1};

    private static final int FEWEST_BINS = 64 * 16;

    @Override
    public String id() {
        return "words";
    }

    @Override
    public String title() {
        return "Entropy of words";
    }

    @Override
    public String obstacle(Subject subject) {
        if (subject.bins() < FEWEST_BINS) {
            return "the recording has only " + Words.count(subject.bins(), "bin");
        }
        return subject.mostActive(2, FEWEST_SPIKES).length < 2
                ? "fewer than two units have " + FEWEST_SPIKES + " spikes"
                : "";
    }

    @Override
    public double seconds(Subject subject) {
        return 0.5 + 4e-7 * subject.bins();
    }

    @Override
    public void run(Subject subject, Findings findings, Progress progress) {
        int[] units = subject.mostActive(MOST_UNITS, FEWEST_SPIKES);
        int n = units.length;
        double[] sizes = IntStream.rangeClosed(1, n).asDoubleStream().toArray();
        double[] independent = new double[n];
        double[] plugIn = new double[n];
        double[] corrected = new double[n];
        SymbolSeries word = SymbolSeries.of(subject.raster(), units[0]);
        double sum = 0;
        for (int k = 0; k < n; k++) {
            SymbolSeries one = SymbolSeries.of(subject.raster(), units[k]);
            word = k == 0 ? one : word.joined(one);
            sum += bits(DiscreteEntropy.NSB, one);
            independent[k] = sum;
            plugIn[k] = bits(DiscreteEntropy.PLUG_IN, word);
            corrected[k] = bits(DiscreteEntropy.NSB, word);
            progress.report(k + 1, n, "units");
        }
        double shared = independent[n - 1] - corrected[n - 1];
        double share = independent[n - 1] > 0 ? Math.max(0, shared) / independent[n - 1] : 0;
        findings.number("units", n);
        findings.number("names", subject.names(units));
        findings.number("independent_bits", independent);
        findings.number("plug_in_bits", plugIn);
        findings.number("nsb_bits", corrected);
        findings.number("total_correlation_bits", shared);
        findings.summary("Words of the " + n + " most active units carry " + Words.number(corrected[n - 1])
                + " bits per bin; what the units have in common takes away " + Words.percent(share)
                + " of what they would carry alone.");
        DiscreteEntropy.NSB.undersampled(word).ifPresent(findings::warn);
        findings.show(new LineChart(
                "words",
                "Entropy of words against the number of units",
                "A word is which of the most active units fire in a bin. The gap to independent units is the total"
                        + " correlation, what they share.",
                Axis.linear("units in a word"),
                Axis.linear("entropy (bits per bin)").from(0),
                Series.dashed("independent units (NSB)", sizes, independent),
                Series.lineAndPoints("words, NSB", sizes, corrected),
                Series.lineAndPoints("words, plug-in", sizes, plugIn)));
        findings.show(bias(word, n));
        findings.method(
                "The entropy of the words of the " + n + " units with the most spikes was estimated by the method of"
                        + " Nemenman, Shafee and Bialek (2002), beside the plug-in value, from all bins and from every 2nd"
                        + " to every 64th.",
                "Nemenman2002");
    }

    private static double bits(DiscreteEntropy entropy, SymbolSeries series) {
        return Unit.BITS.fromNats(entropy.nats(series));
    }

    /// The same words from every so many bins: an estimate without bias does not depend on their number.
    private static LineChart bias(SymbolSeries word, int units) {
        int[] codes = word.codes();
        double[] bins = new double[STRIDES.length];
        double[] plugIn = new double[STRIDES.length];
        double[] millerMadow = new double[STRIDES.length];
        double[] nsb = new double[STRIDES.length];
        for (int k = 0; k < STRIDES.length; k++) {
            long[] counts = new long[word.distinct()];
            for (int t = 0; t < codes.length; t += STRIDES[k]) {
                counts[codes[t]]++;
                bins[k]++;
            }
            // All words are possible in a part of the bins too, and not only those that fire there.
            Occupancies sample = Occupancies.of(counts, word.log2Possible());
            plugIn[k] = Unit.BITS.fromNats(DiscreteEntropy.PLUG_IN.nats(sample));
            millerMadow[k] = Unit.BITS.fromNats(DiscreteEntropy.MILLER_MADOW.nats(sample));
            nsb[k] = Unit.BITS.fromNats(DiscreteEntropy.NSB.nats(sample));
        }
        return new LineChart(
                "words-bias",
                "The same entropy from fewer bins",
                "Words of " + units
                        + " units in every 64th bin, every 32nd and so on to all, which spreads them over the"
                        + " whole recording. A curve that still climbs at its end is biased down.",
                Axis.log("bins"),
                Axis.linear("entropy (bits per bin)"),
                Series.lineAndPoints("plug-in", bins, plugIn),
                Series.lineAndPoints("Miller-Madow", bins, millerMadow),
                Series.lineAndPoints("NSB", bins, nsb));
    }
}
