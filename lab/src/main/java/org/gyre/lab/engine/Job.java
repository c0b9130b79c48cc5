package org.gyre.lab.engine;

/// A kind of work that turns bytes into bytes, wherever it is done. What comes out depends on what goes in alone:
/// not on the machine, the number of threads, the time, or how often it is done.
///
/// Kinds are registered as services of this type; an engine finds them by name where the work is done.
public interface Job {
    /// Its name, for example `sweep-point`; unique.
    String name();

    /// Does the work.
    ///
    /// @param input what whoever handed the work in wrote
    /// @throws org.gyre.core.InputException if the work meets bad input: the sentence is the answer
    /// @throws org.gyre.lab.run.NumericFailure if a number is no longer finite: the sentence is the answer
    byte[] compute(byte[] input, Workplace workplace);
}
