package org.gyre.data;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Hand-made file bytes, right and wrong, made here from the format's description and not by the code under test.
public final class Samples {
    private Samples() {}

    /// A `.npy` file of the given version, header text and element bytes.
    public static byte[] npy(int major, String header, byte[] elements) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + (major == 1 ? 2 : 4) + text.length + elements.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) major)
                .put((byte) 0);
        if (major == 1) {
            file.putShort((short) text.length);
        } else {
            file.putInt(text.length);
        }
        return file.put(text).put(elements).array();
    }

    /// A header text.
    public static String header(String descriptor, boolean fortran, String shape) {
        return "{'descr': '" + descriptor + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': "
                + shape + ", }\n";
    }

    /// The numbers as bytes of one order.
    public static byte[] float64(ByteOrder order, double... values) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(order);
        for (double value : values) {
            bytes.putDouble(value);
        }
        return bytes.array();
    }

    /// One member of [#zip]: what its headers declare and what is really stored.
    public static final class Member {
        private final byte[] name;
        private final int method;
        private final long crc;
        private final long packed;
        private final long unpacked;
        private final byte[] stored;

        public Member(String name, int method, long crc, long packed, long unpacked, byte[] stored) {
            this.name = name.getBytes(StandardCharsets.UTF_8);
            this.method = method;
            this.crc = crc;
            this.packed = packed;
            this.unpacked = unpacked;
            this.stored = stored;
        }
    }

    /// A zip archive whose headers say exactly what the members say, however wrong.
    public static byte[] zip(Member... members) {
        LittleEndian file = new LittleEndian();
        LittleEndian directory = new LittleEndian();
        for (Member member : members) {
            int place = file.size();
            file.four(0x04034b50).two(20).two(0).two(member.method).four(0);
            file.four(member.crc).four(member.packed).four(member.unpacked);
            file.two(member.name.length).two(0).writeBytes(member.name);
            file.writeBytes(member.stored);
            directory.four(0x02014b50).two(20).two(20).two(0).two(member.method).four(0);
            directory.four(member.crc).four(member.packed).four(member.unpacked);
            directory
                    .two(member.name.length)
                    .two(0)
                    .two(0)
                    .two(0)
                    .two(0)
                    .four(0)
                    .four(place);
            directory.writeBytes(member.name);
        }
        int place = file.size();
        file.writeBytes(directory.toByteArray());
        file.four(0x06054b50).two(0).two(0).two(members.length).two(members.length);
        file.four(directory.size()).four(place).two(0);
        return file.toByteArray();
    }

    private static final class LittleEndian extends ByteArrayOutputStream {
        LittleEndian two(int value) {
            write(value);
            write(value >>> 8);
            return this;
        }

        LittleEndian four(long value) {
            two((int) value);
            return two((int) (value >>> 16));
        }
    }
}
