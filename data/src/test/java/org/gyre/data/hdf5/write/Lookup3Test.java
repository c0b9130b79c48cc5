package org.gyre.data.hdf5.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.gyre.data.Fixtures;
import org.junit.jupiter.api.Test;

/// The checksum beside what others computed.
class Lookup3Test {
    /// From the driver5 of Bob Jenkins' lookup3.c, with the initial value 0.
    @Test
    void valuesOfItsAuthor() {
        byte[] text = "Four score and seven years ago".getBytes(StandardCharsets.US_ASCII);
        assertThat(Lookup3.of(text, text.length)).isEqualTo(0x17770551);
        assertThat(Lookup3.of(new byte[0], 0)).isEqualTo(0xdeadbeef);
    }

    /// The superblock of a file that h5py wrote ends with the checksum of its 44 bytes.
    @Test
    void theSuperblockOfTheHdf5Library() {
        byte[] file = Fixtures.bytes("hdf5/latest.h5");
        int stored = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(44);
        assertThat(Lookup3.of(file, 44)).isEqualTo(stored);
    }
}
