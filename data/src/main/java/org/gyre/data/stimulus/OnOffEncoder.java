package org.gyre.data.stimulus;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.gyre.core.BinaryStimulus;
import org.gyre.core.random.RandomStream;
import org.gyre.data.image.GreyImage;

/// Random patches seen by ON and OFF cells: the input layer of the receptive-field experiment of Tanaka, Kaneko &
/// Aoyagi 2009.
///
/// At each step a patch of `size * size` = P pixels is cut at random ([PatchSource]). Pixel k with contrast d drives
/// unit k (ON) if d > 0 and unit P + k (OFF) if d < 0; the driven cell fires if α|d| > u with u uniform on [0, 1),
/// the other stays silent. The gain α is solved from the pictures so that the mean firing probability over all 2P
/// units is the wanted rate ([OnOffGain]). Meant for units that are overwritten at every step.
///
/// Firing probabilities are rounded to multiples of 2⁻¹⁵ and end at 1 − 2⁻¹⁵, so that a draw is the
/// lower 15 bits of half a random word: a row of w pixels owns ⌈w/2⌉ words of the stream, low half first.
/// Immutable; may serve several threads.
public final class OnOffEncoder implements BinaryStimulus {
    private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_256;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_256;
    private static final int LANES = SHORTS.length();
    /// Steps drawn together: bounds the memory of a call.
    private static final int BATCH = 64;

    private final PatchSource source;
    private final RandomStream stream;
    private final double gain;
    /// All pictures end to end: with the draw u of a pixel and its value t, ON fires if u < t and OFF if u < −t.
    /// Padded for whole vectors.
    private final short[] threshold;

    /// @param source where patches come from
    /// @param rate wanted mean firing probability of a unit, in (0, ½); the paper's is about 0.15
    /// @param stream the stream of spikes, not the one of the patch source
    /// @throws org.gyre.core.InputException if the rate is out of range or cannot be reached with these pictures
    public OnOffEncoder(PatchSource source, double rate, RandomStream stream) {
        this.source = source;
        this.stream = stream;
        this.gain = OnOffGain.solve(source, rate);
        threshold = new short[source.allPixels() + LANES];
        int i = 0;
        for (GreyImage image : source.images()) {
            for (float d : image.pixels()) {
                int t = threshold(gain * Math.abs(d));
                threshold[i++] = (short) (d > 0 ? t : -t);
            }
        }
    }

    /// The number of 15-bit draws, out of 32,768, on which a cell with this firing probability fires.
    static int threshold(double probability) {
        return (int) Math.min(32_767, Math.rint(probability * 32_768));
    }

    /// α, the firing probability per unit of contrast.
    public double gain() {
        return gain;
    }

    /// The patches that the units see.
    public PatchSource source() {
        return source;
    }

    /// 2P: P ON units, then P OFF units.
    @Override
    public int units() {
        return 2 * source.pixels();
    }

    @Override
    public void fill(long firstStep, int steps, long[] words) {
        int stepWords = Packing.wordsPerStep(units());
        Packing.clear(firstStep, steps, stepWords, words);
        StepWords positions = source.positionWords();
        int pixels = source.pixels();
        StepWords draws = new StepWords(stream, (pixels + 1) / 2);
        short[] patches = new short[Math.min(BATCH, steps) * pixels + LANES];
        for (int done = 0; done < steps; done += BATCH) {
            int batch = Math.min(BATCH, steps - done);
            positions.draw(firstStep + done, batch);
            // Patches lie scattered in memory. A pass that only copies keeps many of these slow loads under way at
            // once.
            for (int k = 0; k < batch; k++) {
                int p = positions.at(k);
                copyPatch(source.position(positions.words()[p], positions.words()[p + 1]), patches, k * pixels);
            }
            draws.draw(firstStep + done, batch);
            for (int k = 0; k < batch; k++) {
                encode(patches, k * pixels, draws.words(), draws.at(k), words, (done + k) * stepWords);
            }
        }
    }

    /// Copies the values of a patch row by row; whole vectors reach beyond a row, so that rows must be copied in this
    /// order.
    private void copyPatch(long position, short[] patches, int to) {
        int i = source.imageAt(position);
        int corner = source.cornerAt(position, i);
        int width = source.images().get(i).width();
        int size = source.size();
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x += LANES) {
                ShortVector.fromArray(SHORTS, threshold, corner + y * width + x).intoArray(patches, to + y * size + x);
            }
        }
    }

    private void encode(short[] patches, int patch, int[] draws, int draw, long[] words, int at) {
        int pixels = source.pixels();
        // Bits gather in a register each for ON and OFF, and go to memory when it is full.
        int onWord = at;
        int onShift = 0;
        long onBits = 0;
        int offWord = at + (pixels >> 6);
        int offShift = pixels & 63;
        long offBits = 0;
        for (int k = 0; k < pixels; k += LANES) {
            ShortVector u = IntVector.fromArray(INTS, draws, draw + k / 2)
                    .reinterpretAsShorts()
                    .and((short) 0x7fff);
            ShortVector t = ShortVector.fromArray(SHORTS, patches, patch + k);
            int count = Math.min(LANES, pixels - k);
            long meant = (1L << count) - 1;
            long on = u.compare(VectorOperators.LT, t).toLong() & meant;
            long off = u.compare(VectorOperators.LT, t.neg()).toLong() & meant;
            onBits |= on << onShift;
            onShift += count;
            if (onShift >= 64) {
                words[onWord++] |= onBits;
                onShift -= 64;
                onBits = on >>> (count - onShift);
            }
            offBits |= off << offShift;
            offShift += count;
            if (offShift >= 64) {
                words[offWord++] |= offBits;
                offShift -= 64;
                offBits = off >>> (count - offShift);
            }
        }
        if (onShift > 0) {
            words[onWord] |= onBits;
        }
        if (offShift > 0) {
            words[offWord] |= offBits;
        }
    }
}
