package org.gyre.lab.survey;

import java.util.List;

/// What a survey found, section by section.
///
/// @param done sections that ran, in order
/// @param omitted sections that did not, in order
/// @param stopped whether the user stopped it before its end
public record Survey(Subject subject, List<Done> done, List<Omitted> omitted, boolean stopped) {
    /// A section that ran.
    ///
    /// @param seconds it took
    public record Done(Section section, Findings findings, double seconds) {}

    /// A section that did not run.
    ///
    /// @param reason a clause
    /// @param obtainable whether more time would help
    /// @param seconds it would take by its forecast; NaN if unknown
    public record Omitted(Section section, String reason, boolean obtainable, double seconds) {}

    public Survey {
        done = List.copyOf(done);
        omitted = List.copyOf(omitted);
    }
}
