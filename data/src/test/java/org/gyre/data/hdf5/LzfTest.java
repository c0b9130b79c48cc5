package org.gyre.data.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.DataFormatException;
import org.gyre.data.Allocation;
import org.junit.jupiter.api.Test;

/// Streams written by hand from the format's description, and by the small compressor below; what
/// h5py itself wrote is read in [Hdf5FileTest].
class LzfTest {
    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static String text(int most, int... stream) throws DataFormatException {
        return new String(Lzf.unpack(bytes(stream), most), StandardCharsets.US_ASCII);
    }

    private static void refused(int most, String words, int... stream) {
        long allocated = Allocation.of(() -> assertThatThrownBy(() -> Lzf.unpack(bytes(stream), most))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining(words));
        assertThat(allocated).isLessThan(most + (1L << 20));
    }

    @Test
    void bothInstructionsAreDecoded() throws DataFormatException {
        // Three bytes as they are; then 1 + 2 bytes from 3 back.
        assertThat(text(6, 2, 'a', 'b', 'c', 1 << 5, 2)).isEqualTo("abcabc");
        // One byte, and 7 + 5 + 2 of them from 1 back: the reference overlaps what it writes.
        assertThat(text(15, 0, 'z', 7 << 5, 5, 0)).isEqualTo("z".repeat(15));
        // Less than was allowed.
        assertThat(text(100, 1, 'h', 'i')).isEqualTo("hi");
        assertThat(text(0)).isEmpty();
    }

    @Test
    void aReferenceReachesBack8192Bytes() throws DataFormatException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        byte[] block = new byte[32];
        for (int i = 0; i < 256; i++) {
            Arrays.fill(block, (byte) i);
            stream.write(31);
            stream.writeBytes(block);
        }
        stream.writeBytes(bytes((1 << 5) | 0x1f, 0xff));
        byte[] unpacked = Lzf.unpack(stream.toByteArray(), 8195);
        assertThat(unpacked).hasSize(8195).endsWith(0, 0, 0);
        assertThat(unpacked[8191]).isEqualTo((byte) 255);
    }

    @Test
    void whatIsPackedIsUnpackedAgain() throws DataFormatException {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 300; round++) {
            byte[] original = new byte[random.nextInt(3000)];
            int letters = 1 + random.nextInt(6);
            for (int i = 0; i < original.length; i++) {
                original[i] = (byte) random.nextInt(letters);
            }
            assertThat(Lzf.unpack(pack(original), original.length)).isEqualTo(original);
        }
    }

    @Test
    void hostileStreamsAreRefused() {
        refused(100, "before the beginning", 1 << 5, 0);
        refused(100, "before the beginning", 0, 'a', 1 << 5, 1);
        refused(100, "before the beginning", 0, 'a', 0xff, 0xff, 0xff);
        refused(100, "within an instruction", 31, 'a');
        refused(100, "within an instruction", 0, 'a', 1 << 5);
        refused(100, "within an instruction", 0, 'a', 7 << 5, 9);
        refused(2, "more bytes than were declared", 2, 'a', 'b', 'c');
        refused(3, "more bytes than were declared", 0, 'a', 1 << 5, 0);
        // 264 bytes for every three: still no more than was declared.
        int[] bomb = new int[300_002];
        Arrays.fill(bomb, 2, bomb.length, 0);
        bomb[1] = 'a';
        for (int i = 2; i < bomb.length; i += 3) {
            bomb[i] = 0xe0;
            bomb[i + 1] = 0xff;
        }
        refused(1000, "more bytes than were declared", bomb);
    }

    /// Packs greedily, by a search through all that went before.
    private static byte[] pack(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int literals = 0;
        int at = 0;
        while (at < bytes.length) {
            int best = 0;
            int distance = 0;
            for (int d = 1; d <= Math.min(at, 8192) && best < 264; d++) {
                int n = 0;
                while (n < 264 && at + n < bytes.length && bytes[at + n] == bytes[at + n - d]) {
                    n++;
                }
                if (n > best) {
                    best = n;
                    distance = d;
                }
            }
            if (best < 3) {
                literals++;
                at++;
            }
            if (literals > 0 && (best >= 3 || literals == 32 || at == bytes.length)) {
                out.write(literals - 1);
                out.write(bytes, at - literals, literals);
                literals = 0;
            }
            if (best >= 3) {
                int n = best - 2;
                out.write((Math.min(n, 7) << 5) | ((distance - 1) >>> 8));
                if (n >= 7) {
                    out.write(n - 7);
                }
                out.write(distance - 1);
                at += best;
            }
        }
        return out.toByteArray();
    }
}
