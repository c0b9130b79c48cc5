package org.gyre.lab.adversarial;

import java.util.List;
import java.util.Map;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.adversarial.AdversarialLearner;
import org.gyre.deep.adversarial.LearningRule;
import org.gyre.deep.adversarial.Units;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.report.Figure;

/// What learners are put into, and how they are judged. Several threads may judge different learners at
/// once.
interface Problem extends AutoCloseable {
    /// The keys of a problem: what is known of it before it is opened.
    interface Keys {
        /// What is measured while learning goes on; cheap.
        List<Measure> course();

        /// What is measured at the end.
        List<Measure> measures();

        /// Samplers of which the truth is known, which are judged as learners are: names in snake_case. The
        /// tables call them calibration.
        List<String> calibrations();

        /// Numbers of the problem itself, such as a floor; names of values.
        List<String> constants();
    }

    /// A learner at its start, whose pathways are owned by the problem.
    AdversarialLearner learner(List<Units> units, LearningRule rule, RandomStream stream);

    /// Judges a learner on its way.
    ///
    /// @return as many numbers as [Keys#course] names
    double[] course(AdversarialLearner learner, RandomStream stream);

    /// Judges a learner.
    ///
    /// @return as many numbers as [Keys#measures] names; NaN where there is none
    double[] judge(AdversarialLearner learner, RandomStream stream);

    /// Judges a sampler of which the truth is known.
    ///
    /// @param name one of [Keys#calibrations]
    /// @return as many numbers as [Keys#measures] names; NaN where a measure has no meaning for it
    double[] calibrate(String name, RandomStream stream);

    /// The numbers of the problem itself.
    Map<String, Double> constants();

    /// What is to be told of a network that has learned.
    ///
    /// @param judged what [#judge] gave
    default List<Alarm> alarms(double[] judged) {
        return List.of();
    }

    /// Adds what is to be seen of the learners.
    ///
    /// @param shown one learner of each variant, the first network, by the name of the variant
    void figures(Map<String, AdversarialLearner> shown, RandomStream stream, Outcome outcome);

    /// What there is to see of learners on their way. Must change nothing, and judge by nothing that is kept for
    /// the end.
    ///
    /// @param shown as for [#figures], and perhaps fewer; running averages stand in the place of their weights
    default List<Figure> live(Map<String, AdversarialLearner> shown, RandomStream stream) {
        Outcome outcome = new Outcome();
        figures(shown, stream, outcome);
        return outcome.figures();
    }

    @Override
    void close();
}
