package org.gyre.lab.run;

/// A number stopped being finite. The run ends at this step; the last checkpoint, which is finite, stands.
///
/// The message names the step and the parameter; it is shown to the user as it is.
public final class NumericFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// A failure at a step.
    ///
    /// @param step number of the step in which it happened, counted from 1
    /// @param what the parameter or quantity, for example `weights[3][7]`
    /// @param problem what is wrong and what to try, for example `is NaN; lower training.learning_rate`
    public NumericFailure(long step, String what, String problem) {
        super("step " + step + ": " + what + " " + problem);
    }

    private NumericFailure(String message) {
        super(message);
    }

    /// A failure that was told elsewhere.
    ///
    /// @param message of that failure
    public static NumericFailure told(String message) {
        return new NumericFailure(message);
    }
}
