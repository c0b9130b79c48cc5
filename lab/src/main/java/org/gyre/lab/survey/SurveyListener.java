package org.gyre.lab.survey;

/// Told how far a survey is.
@FunctionalInterface
public interface SurveyListener {
    /// Nobody listens.
    SurveyListener NONE = (share, what, secondsLeft) -> {};

    /// Tells of progress.
    ///
    /// @param share of the work that is done, from 0 to 1, by forecast
    /// @param what is being measured
    /// @param secondsLeft forecast
    void progress(double share, String what, double secondsLeft);
}
