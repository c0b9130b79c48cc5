package org.gyre.nets.infomax;

/// Covariances of a block (T09 eq. 4), centred with the target rates.
///
/// @param units N
/// @param samples T, the number of transitions behind them
/// @param covariance C, `[i][j]` row-major, symmetric
/// @param lagged E, E_ij = ⟨(x_i(t+1) − p̄_i)(x_j(t) − p̄_j)⟩, `[i][j]` row-major
/// @param rates measured rates, length N, spikes per step
/// @param centre what was subtracted, length N
@SuppressWarnings(
        "ArrayRecordComponent") // plain numbers handed from the counts to the algebra; identity is never asked for
public record LagCovariances(
        int units, long samples, double[] covariance, double[] lagged, double[] rates, double[] centre) {}
