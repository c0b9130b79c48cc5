package org.gyre.lab.report;

/// The graph of a deterministic map of the states of a small network: each state an arrow to its successor,
/// each attractor a ring with the states that lead into it around it.
///
/// @param successor for each of the 2^N states its successor; unit i is bit i of a state
/// @param units N, from 1 to [#LARGEST]
@SuppressWarnings("ArrayRecordComponent") // plain numbers for a file; compared by content only in tests
public record StateGraph(String id, String title, String caption, int[] successor, int units) implements Figure {
    /// Largest N: more states could not be told apart.
    public static final int LARGEST = 10;

    /// Refuses parts that do not fit together.
    ///
    /// @throws IllegalArgumentException if the id is malformed, the units are too many, or the successors are not
    ///     2^N states
    public StateGraph {
        Require.id(id);
        String where = "figure '" + id + "', ";
        Require.positive(where + "units", units);
        if (units > LARGEST) {
            throw new IllegalArgumentException(where + "units = " + units + ": must be at most " + LARGEST);
        }
        Require.sameLength(where + "successors", 1 << units, successor.length);
        for (int state = 0; state < successor.length; state++) {
            if (successor[state] < 0 || successor[state] >= successor.length) {
                throw new IllegalArgumentException(where + "successor of state " + state + " = " + successor[state]
                        + ": must be from 0 to " + (successor.length - 1));
            }
        }
    }

    /// A state in letters, unit 0 first: 1 fires, 0 is silent.
    public String word(int state) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < units; i++) {
            word.append(state >>> i & 1);
        }
        return word.toString();
    }
}
