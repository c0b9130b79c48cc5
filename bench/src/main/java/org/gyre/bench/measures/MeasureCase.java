package org.gyre.bench.measures;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.gyre.core.Team;

/// One line of the table: a piece of work that Gyre and the reference both do.
///
/// @param title      what is computed, with its size
/// @param reference  the name of the case in `measures_scipy.py`
/// @param parameters of the case there
/// @param quotes     what public programs took for the same work elsewhere
/// @param slow       whether one run of any side takes more than some seconds, so that a quick look leaves
///     it out
/// @param work       makes the data and hands back the work that is timed
record MeasureCase(
        String title,
        String reference,
        Map<String, Integer> parameters,
        List<Quote> quotes,
        boolean slow,
        Supplier<Work> work) {
    MeasureCase {
        parameters = Map.copyOf(parameters);
        quotes = List.copyOf(quotes);
    }

    /// A case without quotes that takes no more than some seconds.
    static MeasureCase of(String title, String reference, Map<String, Integer> parameters, Supplier<Work> work) {
        return new MeasureCase(title, reference, parameters, List.of(), false, work);
    }

    MeasureCase quoting(Quote... more) {
        return new MeasureCase(title, reference, parameters, List.of(more), slow, work);
    }

    MeasureCase slowly() {
        return new MeasureCase(title, reference, parameters, quotes, true, work);
    }

    /// What is timed.
    interface Work {
        /// Does the work once.
        ///
        /// @return the values that the reference hands back too
        double[] run(Team team);
    }

    /// A time that was measured elsewhere: on a quiet machine of the kind of two shared server cores, one
    /// thread, on the same data. Not measured again here.
    ///
    /// @param program name, or `public program` where it was not recorded; versions were not recorded
    /// @param seconds wall clock
    record Quote(String program, double seconds) {}
}
