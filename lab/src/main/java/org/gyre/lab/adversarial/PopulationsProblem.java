package org.gyre.lab.adversarial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.adversarial.AdversarialLearner;
import org.gyre.deep.adversarial.LearningRule;
import org.gyre.deep.adversarial.TwoPopulations;
import org.gyre.deep.adversarial.TwoPopulations.Circuit;
import org.gyre.deep.adversarial.Units;
import org.gyre.deep.torch.Precision;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Series;
import org.gyre.measure.posterior.GaussianDivergence;

/// Two populations with a way around: the second moments of their activity are known for every circuit.
final class PopulationsProblem implements Problem {
    static final Measure KL = new Measure("kl", "KL(true|learned) of second moments (nats)");
    static final Measure ERROR = new Measure("weight_error", "distance of the weights");
    static final List<Measure> MEASURES =
            List.of(KL, ERROR, new Measure("u", "u, A to B"), new Measure("v", "v, A to C"));
    static final String LOCAL_RULE = "local_rule";
    private static final double LOCAL_RATE = 0.02;
    private static final int LOCAL_UPDATES = 2000;
    private static final int LOCAL_BATCH = 128;

    private final PopulationsKeys keys;
    private final List<TwoPopulations> made = new ArrayList<>();

    PopulationsProblem(PopulationsKeys keys) {
        this.keys = keys;
    }

    @Override
    public AdversarialLearner learner(List<Units> units, LearningRule rule, RandomStream own) {
        TwoPopulations populations = new TwoPopulations(keys.start(), Precision.SINGLE);
        made.add(populations);
        Circuit truth = keys.truth();
        return new AdversarialLearner(
                (samples, draws) -> TwoPopulations.activity(truth, samples, draws),
                units,
                populations,
                rule,
                Precision.SINGLE,
                own);
    }

    private static Circuit circuit(AdversarialLearner learner) {
        return ((TwoPopulations) learner.generation()).circuit();
    }

    @Override
    public double[] course(AdversarialLearner learner, RandomStream own) {
        double[] judged = judge(circuit(learner));
        return new double[] {judged[0], judged[1]};
    }

    @Override
    public double[] judge(AdversarialLearner learner, RandomStream own) {
        return judge(circuit(learner));
    }

    private double[] judge(Circuit learned) {
        Circuit truth = keys.truth();
        return new double[] {
            kl(learned), Math.hypot(learned.u() - truth.u(), learned.v() - truth.v()), learned.u(), learned.v()
        };
    }

    private double kl(Circuit learned) {
        return GaussianDivergence.of(2, keys.truth().covariance(), learned.covariance());
    }

    @Override
    public double[] calibrate(String name, RandomStream own) {
        return judge(
                name.equals(LearnerSeries.EXACT)
                        ? keys.truth()
                        : TwoPopulations.localRule(
                                keys.truth(), keys.start(), LOCAL_RATE, LOCAL_UPDATES, LOCAL_BATCH, own));
    }

    @Override
    public Map<String, Double> constants() {
        Map<String, Double> constants = new LinkedHashMap<>();
        constants.put("kl_start", kl(keys.start()));
        constants.put("kl_local_rule_closed_form", kl(keys.localRule()));
        return constants;
    }

    @Override
    public void figures(Map<String, AdversarialLearner> shown, RandomStream own, Outcome outcome) {
        List<Series> lines = new ArrayList<>();
        lines.add(ellipse("true", keys.truth(), true));
        lines.add(ellipse("local rule", keys.localRule(), true));
        lines.add(ellipse("start", keys.start(), true));
        shown.forEach((name, learner) -> lines.add(ellipse(name.replace('_', ' '), circuit(learner), false)));
        outcome.figure(new LineChart(
                "joint-activity",
                "Joint activity of B and C",
                "Lines of one standard deviation of the second moments.",
                Axis.linear("B"),
                Axis.linear("C"),
                lines.toArray(Series[]::new)));
    }

    private static Series ellipse(String name, Circuit circuit, boolean dashed) {
        return Ellipses.of(name, new double[2], circuit.covariance(), 1, dashed);
    }

    @Override
    public void close() {
        made.forEach(TwoPopulations::close);
    }
}
