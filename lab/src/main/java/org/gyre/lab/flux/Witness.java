package org.gyre.lab.flux;

import java.util.List;

/// Networks whose states are known to form one cycle and whose flux was computed elsewhere. They check
/// the evaluation; no search sees them.
///
/// @param units N
/// @param weights W, `[to][from]`, row-major
record Witness(int units, List<Integer> weights) {
    static final List<Witness> ALL = List.of(
            new Witness(3, List.of(-4, -5, -2, 2, 2, -1, 2, -2, -1)),
            new Witness(4, List.of(1, 3, -4, 1, -3, -4, -3, -5, 3, -1, 1, -2, 3, 5, 4, -3)));

    int[] matrix() {
        return weights.stream().mapToInt(Integer::intValue).toArray();
    }
}
