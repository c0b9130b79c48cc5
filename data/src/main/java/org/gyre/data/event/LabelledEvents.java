package org.gyre.data.event;

import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.Plural;

/// Samples of events of the same units.
///
/// @param units how many units there are
/// @param labels how many labels there are
/// @param samples in the order of the file
public record LabelledEvents(int units, int labels, List<EventSample> samples) {
    /// Checks every event.
    ///
    /// @throws InputException if a time is negative or not finite, or a unit or label is out of range
    public LabelledEvents {
        samples = List.copyOf(samples);
        if (units < 1 || labels < 1) {
            throw new InputException("events of " + Plural.of(units, "unit") + " with " + Plural.of(labels, "label")
                    + "; at least 1 of each is needed");
        }
        for (int s = 0; s < samples.size(); s++) {
            EventSample sample = samples.get(s);
            if (sample.label() < 0 || sample.label() >= labels) {
                throw new InputException("sample " + s + " has the label " + sample.label() + ", where " + labels
                        + " labels from 0 are known; correct the file or the number of labels");
            }
            for (int e = 0; e < sample.size(); e++) {
                double time = sample.times()[e];
                if (!Double.isFinite(time) || time < 0) {
                    throw new InputException("event " + e + " of sample " + s + " is at " + time
                            + " s; times are finite and not negative");
                }
                int unit = sample.units()[e];
                if (unit < 0 || unit >= units) {
                    throw new InputException("event " + e + " of sample " + s + " is of unit " + unit + ", where "
                            + units + " units from 0 are known; correct the file or the number of units");
                }
            }
        }
    }

    /// Number of samples.
    public int size() {
        return samples.size();
    }
}
