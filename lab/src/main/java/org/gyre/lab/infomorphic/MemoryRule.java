package org.gyre.lab.infomorphic;

import java.util.Locale;

/// The rules that store patterns, in the order of tables.
enum MemoryRule {
    INFOMORPHIC(0, "infomorphic neurons"),
    HEBB(1, "Hebb"),
    STORKEY(2, "Storkey"),
    PSEUDO_INVERSE(3, "pseudo-inverse"),
    GARDNER(4, "perceptron (Gardner)");

    private final int number;
    private final String words;

    MemoryRule(int number, String words) {
        this.number = number;
        this.words = words;
    }

    /// Its place in the order.
    int number() {
        return number;
    }

    /// In tables and legends.
    String words() {
        return words;
    }

    /// In names of values.
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The family of shares of patterns recalled from whole cues.
    String recalled() {
        return key() + "_recalled_load_#_fraction";
    }

    /// The family of shares of patterns recalled from damaged cues.
    String damaged() {
        return key() + "_recalled_damaged_load_#_fraction";
    }

    /// The value of the capacity.
    String capacity() {
        return key() + "_capacity_patterns_per_neuron";
    }

    /// The value of the capacity of the set of patterns that has the least.
    String leastCapacity() {
        return key() + "_least_capacity_patterns_per_neuron";
    }
}
