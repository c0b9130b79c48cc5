package org.gyre.data.stimulus;

import java.util.Arrays;
import org.gyre.core.InputException;

/// Sequences of frames of a generated world, each frame with the hidden state that it shows.
///
/// The arrays are shared, not copied.
///
/// @param sequences number of sequences
/// @param length  frames of a sequence
/// @param pixels  numbers of a frame
/// @param latents numbers of a hidden state
/// @param frames  what is seen, `[sequence][frame][pixel]`
/// @param states  what is behind it, `[sequence][frame][latent]`
@SuppressWarnings("ArrayRecordComponent") // a table, never compared
public record LatentSequences(int sequences, int length, int pixels, int latents, float[] frames, float[] states) {
    /// @throws IllegalArgumentException if the sizes do not fit
    public LatentSequences {
        long count = (long) sequences * length;
        if (count * pixels != frames.length || count * latents != states.length) {
            throw new IllegalArgumentException(frames.length + " pixels and " + states.length + " latents for "
                    + sequences + " sequences of " + length + " frames of " + pixels + " pixels and " + latents
                    + " latents");
        }
    }

    /// Arrays of zeros.
    ///
    /// @param world for the message: what is drawn
    /// @throws InputException if there is no sequence or no frame, or there are more numbers than an array holds
    static LatentSequences empty(String world, int sequences, int length, int pixels, int latents) {
        check(world, sequences, length, Math.max(pixels, latents));
        int count = sequences * length;
        return new LatentSequences(
                sequences, length, pixels, latents, new float[count * pixels], new float[count * latents]);
    }

    /// @param width numbers of a frame
    /// @throws InputException if there is no sequence or no frame, or there are more numbers than an array holds
    static void check(String world, int sequences, int length, int width) {
        if (sequences < 1 || length < 1) {
            throw new InputException(world + ": " + sequences + " sequences of " + length
                    + " frames: at least 1 sequence of 1 frame is needed");
        }
        int most = (Integer.MAX_VALUE - 8) / width;
        if ((long) sequences * length > most) {
            throw new InputException(world + ": " + sequences + " sequences of " + length + " frames of " + width
                    + " numbers: at most " + most + " frames of this size fit into an array, draw fewer at once");
        }
    }

    /// Where a frame begins in [#frames].
    public int frameAt(int sequence, int frame) {
        return (sequence * length + frame) * pixels;
    }

    /// Where a state begins in [#states].
    public int stateAt(int sequence, int frame) {
        return (sequence * length + frame) * latents;
    }

    /// A copy of one frame, `[pixel]`.
    public float[] frame(int sequence, int frame) {
        int at = frameAt(sequence, frame);
        return Arrays.copyOfRange(frames, at, at + pixels);
    }

    /// A copy of one hidden state, `[latent]`.
    public float[] state(int sequence, int frame) {
        int at = stateAt(sequence, frame);
        return Arrays.copyOfRange(states, at, at + latents);
    }
}
