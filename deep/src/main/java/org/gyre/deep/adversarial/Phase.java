package org.gyre.deep.adversarial;

/// In what phase activity is. The phase is one factor of the plasticity of a discriminator (Benjamin &
/// Kording): Hebbian in wake, anti-Hebbian in sleep.
public enum Phase {
    /// Driven from below, by data.
    WAKE(1),
    /// Driven from above: dreamed.
    SLEEP(-1);

    private final int sign;

    Phase(int sign) {
        this.sign = sign;
    }

    /// +1 in wake, −1 in sleep.
    public int sign() {
        return sign;
    }
}
