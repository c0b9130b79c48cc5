package org.gyre.lab.adversarial;

import org.gyre.core.random.RandomStream;
import org.gyre.data.stimulus.LatentSequences;

/// A world of one thing that flies and bounces, seen as frames of pixels. A state begins with place and
/// velocity, x, y, vx, vy.
interface Film {
    /// Numbers of a state that are to be inferred: place and velocity.
    int CAUSES = 4;

    /// Pixels per row and rows of a frame.
    int side();

    /// Numbers of a state, at least [#CAUSES].
    int stateSize();

    /// How far from the middle the place can be along x and along y.
    double[] reach();

    /// Least and largest speed.
    double[] speeds();

    /// Draws sequences; each is a function of the stream and its index alone, however long it is.
    LatentSequences draw(long first, int sequences, int length, RandomStream stream);

    /// The state one frame later, without turns.
    ///
    /// @param next may be `states` itself
    void advance(float[] states, int from, float[] next, int to);

    /// The frame of a state without noise.
    ///
    /// @param sequence whose thing is shown
    /// @param stream   the one of [#draw]
    /// @return `[row][column]`
    float[] render(float[] state, long sequence, RandomStream stream);

    /// Standard deviations of x, y, vx and vy, which are uncorrelated: places are uniform, and so are
    /// directions and speeds.
    default double[] deviations() {
        double slow = speeds()[0];
        double fast = speeds()[1];
        double velocity = Math.sqrt((slow * slow + slow * fast + fast * fast) / 6);
        return new double[] {reach()[0] / Math.sqrt(3), reach()[1] / Math.sqrt(3), velocity, velocity};
    }
}
