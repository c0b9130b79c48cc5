package org.gyre.lab.run;

/// Something the user must know about a run's numbers.
///
/// @param code a short name in capitals, for example `COVARIANCE_SINGULAR`
/// @param sentence what happened, where, and what to do
public record Warning(String code, String sentence) {}
