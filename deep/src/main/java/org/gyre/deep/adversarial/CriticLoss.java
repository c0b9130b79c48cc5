package org.gyre.deep.adversarial;

/// What a discriminator makes large. In both, its output D rises in wake and falls in sleep.
public enum CriticLoss {
    /// Mean of softplus(−D) over wake and of softplus(D) over sleep: D learns the logarithm of the odds
    /// that activity is awake, and who opposes it approaches the Jensen-Shannon divergence of the two
    /// phases (Goodfellow et al. 2014, with the loss of the opponent that does not saturate).
    LOGISTIC,
    /// Mean of D over sleep less that over wake: with the slope of D held by a penalty, the Wasserstein-1
    /// distance (Arjovsky et al. 2017).
    WASSERSTEIN
}
