package org.gyre.measure.avalanche;

import java.util.List;
import org.gyre.core.special.Normal;

/// log X is normal with mean μ and standard deviation σ, cut to [xmin, xmax] (CSN table 2.1).
///
/// Discrete: the continuous law rounded, p(x) ∝ Q((log(x − ½) − μ)/σ) − Q((log(x + ½) − μ)/σ),
/// normalised from xmin − ½ on. A very wide law with μ far below xmin is nearly a power law of exponent 1 −
/// (μ − log xmin)/σ²; the search ends at σ = 300.
public final class Lognormal extends RoundedLaw {
    static final Model MODEL = new LognormalModel();

    /// Intervals narrower than this, in units of the argument's scale, are integrated by the midpoint formula.
    private static final double NARROW = 0.05;

    private final double mu;
    private final double sigma;
    private final double logSigma;

    /// If all of [xmin, xmax] lies below the centre of the law, z is replaced by w = −z, so that the interval lies
    /// in an upper tail and nothing cancels; else w = z.
    private final boolean mirrored;

    /// log of the end of the support that is nearer to the centre, and its w.
    private final double logEnd;

    private final double end;
    private final double logReference;
    private final double logKept;

    /// @param mu    mean of log x, finite
    /// @param sigma standard deviation of log x, > 0
    /// @throws IllegalArgumentException if a parameter is out of range
    public Lognormal(double mu, double sigma, Support support) {
        super(support);
        if (!Double.isFinite(mu) || !(sigma > 0) || sigma == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "mu = " + mu + ", sigma = " + sigma + ": mu must be finite, sigma positive");
        }
        this.mu = mu;
        this.sigma = sigma;
        this.logSigma = Math.log(sigma);
        double logFrom = Math.log(support.roundedFrom());
        double logTo = Math.log(support.roundedTo());
        mirrored = logTo < mu;
        logEnd = mirrored ? logTo : logFrom;
        end = Math.abs(logEnd - mu) / sigma * (mirrored || logFrom > mu ? 1 : -1);
        logReference = end > 0 ? Math.log(Normal.mills(end)) : Normal.logSurvival(end);
        logKept = support.bounded() ? Math.log(-Math.expm1(logTail(mirrored ? logFrom : logTo))) : 0;
    }

    public double mu() {
        return mu;
    }

    public double sigma() {
        return sigma;
    }

    @Override
    public Family family() {
        return Family.LOGNORMAL;
    }

    @Override
    public double[] parameters() {
        return new double[] {mu, sigma};
    }

    @Override
    double logDensity(double logX) {
        return logDensityRatio(logX) - logX - logSigma - logKept;
    }

    @Override
    double logMass(double x, double logLow, double width, double logWidth) {
        double h = width / sigma;
        double logMiddle = logLow + 0.5 * width;
        double middle = (logMiddle - mu) / sigma;
        if (h * Math.max(1, Math.abs(middle)) < NARROW) {
            // ∫ φ over an interval of width h around m: φ(m) h (1 + (m² − 1) h²/24 + (m⁴ − 6m² + 3) h⁴/1920 + …)
            double m2 = middle * middle;
            double h2 = h * h;
            double s = (m2 - 1) * h2 / 24 + (m2 * m2 - 6 * m2 + 3) * h2 * h2 / 1920;
            // log(1 + s) to 10⁻¹⁷, for |s| < 1.1·10⁻⁴
            double logSeries = s * (1 - s * (0.5 - s / 3));
            return logDensityRatio(logMiddle) + logWidth - logSigma + logSeries - logKept;
        }
        double near = logTail(mirrored ? Math.log(x + 0.5) : logLow);
        double far = logTail(mirrored ? logLow : Math.log(x + 0.5));
        return near + Math.log(-Math.expm1(far - near)) - logKept;
    }

    @Override
    double tail(double logX) {
        double tail = logTail(logX);
        if (mirrored) {
            return -Math.expm1(tail) / Math.exp(logKept);
        }
        double above = Math.exp(tail - logKept);
        return support.bounded() ? above - Math.exp(logTail(Math.log(support.roundedTo())) - logKept) : above;
    }

    @Override
    double logLikelihoodOfReals(Tally sample) {
        // The sum of logProbability over the sample, by its first two moments of log x
        double mean = step(sample.meanLog());
        double deviation = sample.standardDeviationOfLog() / sigma;
        double square = mean * mean + deviation * deviation;
        double offset = end > 0 ? 0 : Normal.logDensity(end);
        return sample.total()
                * (-0.5 * square - end * mean + offset - logReference - sample.meanLog() - logSigma - logKept);
    }

    /// log(Q(w) / Q(w_end)) at the w of log y, without subtracting two large logarithms where w_end is far in the
    /// tail.
    private double logTail(double logY) {
        double step = step(logY);
        double w = end + step;
        return end > 0
                ? -0.5 * step * (w + end) + Math.log(Normal.mills(w)) - logReference
                : Normal.logSurvival(w) - logReference;
    }

    /// log(φ(w) / Q(w_end)) at the w of log y.
    private double logDensityRatio(double logY) {
        double step = step(logY);
        double w = end + step;
        return end > 0 ? -0.5 * step * (w + end) - logReference : Normal.logDensity(w) - logReference;
    }

    private double step(double logY) {
        return (mirrored ? logEnd - logY : logY - logEnd) / sigma;
    }

    /// Free coordinates: b and log c of the density exp(b u − c u²) in u = log(x/xmin); the likelihood is
    /// concave in (b, c), and the power law, which (μ, σ) reach only at infinity, lies at c = 0.
    private static final class LognormalModel implements Model {
        private static final double WIDEST = 300;
        private static final double NARROWEST = 1e-3;

        @Override
        public Distribution at(double[] free, Support support) {
            double c = Math.exp(free[1]);
            return new Lognormal(Math.log(support.roundedFrom()) + free[0] / (2 * c), 1 / Math.sqrt(2 * c), support);
        }

        @Override
        public List<double[]> starts(Tally sample, Support support) {
            double sigma = Math.max(1e-2, sample.standardDeviationOfLog());
            double c = 0.5 / (sigma * sigma);
            double b = 2 * c * (sample.meanLog() - Math.log(support.roundedFrom()));
            double alpha = Math.clamp(PowerLaw.exponent(sample.meanLog(), support, 2), 0, 10);
            return List.of(new double[] {b, Math.log(c)}, new double[] {1 - alpha, Math.log(0.02)});
        }

        @Override
        public double[] lower(Tally sample, Support support) {
            return new double[] {-1e4, Math.log(0.5 / (WIDEST * WIDEST))};
        }

        @Override
        public double[] upper(Tally sample, Support support) {
            return new double[] {1e4, Math.log(0.5 / (NARROWEST * NARROWEST))};
        }
    }
}
