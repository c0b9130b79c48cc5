package org.gyre.lab.survey;

import org.gyre.core.Progress;

/// One chapter of the survey of a recording.
public interface Section {
    /// How it is called in options and anchors: lower-case letters and hyphens.
    String id();

    /// The heading of its chapter.
    String title();

    /// Why it cannot say anything about this recording, a clause; empty if it can.
    String obstacle(Subject subject);

    /// How long it will take, in seconds of a desktop processor with the subject's threads. A promise for the
    /// budget, not more: it grows with the recording as the work does.
    double seconds(Subject subject);

    /// Measures and reports.
    ///
    /// @param progress told how far it is
    void run(Subject subject, Findings findings, Progress progress);
}
