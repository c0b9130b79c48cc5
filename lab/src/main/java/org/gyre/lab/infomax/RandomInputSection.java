package org.gyre.lab.infomax;

import org.gyre.core.InputException;
import org.gyre.lab.experiment.Default;

/// Input units that are independent random bits (T20).
///
/// @param units how many
/// @param rate firing probability of each
public record RandomInputSection(
        @Default("1") int units, @Default("0.5") double rate) {
    public RandomInputSection {
        if (units < 1 || units > NetworkSection.LARGEST) {
            throw new InputException("units = " + units + ": must be from 1 to " + NetworkSection.LARGEST);
        }
        if (!(rate > 0 && rate < 1)) {
            throw new InputException("rate = " + rate + ": must be above 0 and below 1");
        }
    }
}
