package org.gyre.nets.memory;

/// Halves the range 0 … `most` until M is good and M + 1 is not, one question after the other, so
/// that whoever answers may stop in between. None is good beyond the range, and 0 is good without
/// being asked for. That is the largest good M if all numbers below a good one are good; else it is
/// one end of several.
///
/// The first question is `most` itself. Not thread-safe.
public final class Bisection {
    private final int most;
    private int good;
    private int bad;

    /// @param most the largest number that may be asked for, ≥ 1
    /// @throws IllegalArgumentException if the range is empty
    public Bisection(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("most = " + most + ": must be at least 1");
        }
        this.most = most;
        bad = most + 1;
    }

    /// Questions until the end, at most: one, and ⌈log₂ most⌉ halvings.
    public static int mostQuestions(int most) {
        return 1 + (Integer.SIZE - Integer.numberOfLeadingZeros(most - 1));
    }

    /// Whether the end is reached.
    public boolean done() {
        return bad - good <= 1;
    }

    /// The number to be judged now.
    ///
    /// @throws IllegalStateException if none is
    public int next() {
        if (done()) {
            throw new IllegalStateException("the bisection has ended at " + good);
        }
        return bad > most ? most : (good + bad) >>> 1;
    }

    /// Takes the judgement of [#next].
    public void tell(boolean isGood) {
        if (isGood) {
            good = next();
        } else {
            bad = next();
        }
    }

    /// The largest number so far that was good, 0 if none was.
    public int found() {
        return good;
    }

    /// Whether all of the range was good: a lower bound then.
    public boolean bounded() {
        return good == most;
    }
}
