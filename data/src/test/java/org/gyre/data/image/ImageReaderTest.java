package org.gyre.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.gyre.core.InputException;
import org.gyre.data.Allocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ImageReaderTest {
    @TempDir
    Path folder;

    @Test
    void bundledPhotographsAreThere() {
        assertThat(Photographs.names()).hasSize(5);
        // Sizes from the credits beside the photographs.
        assertThat(Photographs.read("stream").width()).isEqualTo(772);
        assertThat(Photographs.read("mountains").height()).isEqualTo(612);
        for (String name : Photographs.names()) {
            GreyImage image = Photographs.read(name);
            for (float pixel : image.pixels()) {
                assertThat(pixel).isBetween(0f, 1f);
            }
        }
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> Photographs.read("sea"))
                .withMessageContaining("sea")
                .withMessageContaining("stream");
    }

    @Test
    void sixteenBitsAreLinearAndEightBitsAreDisplayCurved() throws IOException {
        // 32768/65535 is one half up to rounding; sRGB 188 is (188/255 + 0.055)/1.055 to the 2.4 = 0.5028865…
        GreyImage sixteen = decode(png(BufferedImage.TYPE_USHORT_GRAY, 32_768));
        assertThat(sixteen.get(0, 0)).isCloseTo(32_768 / 65_535f, within(1e-7f));
        GreyImage eight = decode(png(BufferedImage.TYPE_BYTE_GRAY, 188));
        assertThat(eight.get(0, 0)).isCloseTo(0.5028865f, within(1e-6f));
    }

    @Test
    void aStatedCurveIsBelieved() throws IOException {
        byte[] sixteen = png(BufferedImage.TYPE_USHORT_GRAY, 48_316); // 188 · 257
        assertThat(decode(withChunk(sixteen, "sRGB", new byte[] {0})).get(0, 0)).isCloseTo(0.5028865f, within(1e-6f));
        byte[] eight = png(BufferedImage.TYPE_BYTE_GRAY, 128);
        byte[] linear = ByteBuffer.allocate(4).putInt(100_000).array();
        assertThat(decode(withChunk(eight, "gAMA", linear)).get(0, 0)).isCloseTo(128 / 255f, within(1e-7f));
        byte[] half = ByteBuffer.allocate(4).putInt(50_000).array();
        assertThat(decode(withChunk(eight, "gAMA", half)).get(0, 0))
                .isCloseTo(128 / 255f * (128 / 255f), within(1e-7f));
    }

    @Test
    void colourBecomesLuminance() throws IOException {
        BufferedImage colours = new BufferedImage(3, 1, BufferedImage.TYPE_INT_RGB);
        colours.setRGB(0, 0, 0xff0000);
        colours.setRGB(1, 0, 0x00ff00);
        colours.setRGB(2, 0, 0x0000ff);
        GreyImage image = decode(encode(colours, "png"));
        assertThat(image.pixels()).containsExactly(new float[] {0.2126f, 0.7152f, 0.0722f}, within(1e-6f));
    }

    @Test
    void colourTablesAndTransparencyAreRead() throws IOException {
        BufferedImage indexed = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_INDEXED);
        indexed.setRGB(1, 0, 0xffffffff);
        assertThat(decode(encode(indexed, "png")).pixels()).containsExactly(0f, 1f);
        BufferedImage alpha = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        alpha.setRGB(0, 0, 0xff000000);
        alpha.setRGB(1, 0, 0xffffffff);
        assertThat(decode(encode(alpha, "png")).pixels()).containsExactly(new float[] {0f, 1f}, within(1e-6f));
        BufferedImage bits = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY);
        bits.setRGB(1, 0, 0xffffffff);
        assertThat(decode(encode(bits, "png")).pixels()).containsExactly(0f, 1f);
    }

    @Test
    void jpegIsRead() throws IOException {
        BufferedImage grey = new BufferedImage(16, 8, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 16; x++) {
                grey.setRGB(x, y, 0xbcbcbc);
            }
        }
        GreyImage image = decode(encode(grey, "jpeg"));
        assertThat(image.width()).isEqualTo(16);
        assertThat(image.height()).isEqualTo(8);
        // 188 as above; a level more or less is 0.006.
        assertThat(image.get(4, 4)).isCloseTo(0.5029f, within(0.01f));
    }

    static Stream<Arguments> mistakes() throws IOException {
        byte[] good = encode(new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY), "png");
        byte[] huge = good.clone();
        ByteBuffer.wrap(huge).putInt(16, 1_000_000_000);
        byte[] noSize = good.clone();
        ByteBuffer.wrap(noSize).putInt(16, 0);
        byte[] garbled = good.clone();
        Arrays.fill(garbled, 43, garbled.length - 12, (byte) 0x55);
        byte[] jpeg = encode(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "jpeg");
        return Stream.of(
                Arguments.of("text.png", "time,unit\n0,1\n".getBytes(StandardCharsets.UTF_8), "is text"),
                Arguments.of("page.png", "<html>".getBytes(StandardCharsets.UTF_8), "is an SVG or HTML text"),
                Arguments.of("empty.png", new byte[0], "is an empty file"),
                Arguments.of("array.png", "\u0093NUMPY".getBytes(StandardCharsets.ISO_8859_1), "NumPy array"),
                Arguments.of("zip.jpg", "PK\u0003\u0004".getBytes(StandardCharsets.ISO_8859_1), "zip archive"),
                Arguments.of("noise.png", new byte[] {1, 2, 3, 4}, "data of an unknown kind"),
                Arguments.of("short.png", Arrays.copyOf(good, 20), "damaged PNG"),
                Arguments.of("nosize.png", noSize, "damaged PNG"),
                Arguments.of("cut.png", Arrays.copyOf(good, 45), "damaged picture"),
                Arguments.of("garbled.png", garbled, "damaged picture"),
                Arguments.of("huge.png", huge, "1000000000 x 8 pixels"),
                Arguments.of("cut.jpg", Arrays.copyOf(jpeg, jpeg.length / 2), "damaged or incomplete JPEG"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("mistakes")
    void mistakesAreToldInOneSentence(String name, byte[] content, String expected) throws IOException {
        Path file = Files.write(folder.resolve(name), content);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> ImageReader.read(file))
                .withMessageStartingWith(file + ": ")
                .withMessageContaining(expected)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    /// A size that we read, small, behind one that the decoder reads: 3.6 gigabytes of pixels.
    @Test
    void aSizeThatIsToldTwiceIsRefusedWithoutAllocatingIt() throws IOException {
        byte[] good = encode(new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY), "png");
        byte[] two = withChunk(good, "IHDR", Arrays.copyOfRange(good, 16, 29));
        ByteBuffer.wrap(two).putInt(16, 60_000).putInt(20, 60_000);
        byte[] jpeg = encode(new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY), "jpeg");
        for (byte[] file : new byte[][] {two, withHiddenFrame(jpeg)}) {
            long allocated = Allocation.of(() -> assertThatExceptionOfType(InputException.class)
                    .isThrownBy(() -> decode(file))
                    .withMessageContaining("tells its size twice"));
            assertThat(allocated).isLessThan(1 << 20);
        }
    }

    /// A JPEG file of 60,000 x 60,000 pixels behind the marker TEM, which has no length: who takes the next two bytes
    /// for it is led past the true frame to one of 16 x 16 at the end.
    private static byte[] withHiddenFrame(byte[] jpeg) {
        byte[] frame = {(byte) 0xff, (byte) 0xc0, 0, 11, 8, 0, 16, 0, 16, 1, 1, 0x11, 0, (byte) 0xff, (byte) 0xd9};
        int skipped = (jpeg[2] & 0xff) << 8 | (jpeg[3] & 0xff);
        ByteBuffer file = ByteBuffer.allocate(4 + skipped + frame.length).put(jpeg, 0, 2);
        file.put(new byte[] {(byte) 0xff, 0x01}).put(jpeg, 2, jpeg.length - 2);
        file.put(4 + skipped, frame);
        for (int at = 4; at < jpeg.length; at++) {
            if ((file.getShort(at) & 0xffff) == 0xffc0) {
                file.putShort(at + 5, (short) 60_000).putShort(at + 7, (short) 60_000);
                return file.array();
            }
        }
        throw new AssertionError("no frame");
    }

    @Test
    void missingFilesFoldersAndLargeFilesAreTold() throws IOException {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> ImageReader.read(folder.resolve("none.png")))
                .withMessageContaining("no such file");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> ImageReader.read(folder))
                .withMessageContaining("is a folder");
        Path file = Files.write(
                folder.resolve("good.png"), encode(new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY), "png"));
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> ImageReader.read(file, new ImageLimits(10, 100, 100)))
                .withMessageContaining("at most 10");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> ImageReader.read(file, new ImageLimits(1000, 100, 63)))
                .withMessageContaining("8 x 8");
        assertThat(ImageReader.read(file, new ImageLimits(1000, 8, 64)).width()).isEqualTo(8);
    }

    private static GreyImage decode(byte[] file) {
        return ImageReader.decode(file, "test", ImageLimits.DEFAULT);
    }

    private static byte[] png(int type, int sample) throws IOException {
        BufferedImage image = new BufferedImage(1, 1, type);
        image.getRaster().setSample(0, 0, 0, sample);
        return encode(image, "png");
    }

    private static byte[] encode(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }

    /// Puts a chunk behind the header of a PNG file (8 bytes signature, 25 bytes IHDR).
    private static byte[] withChunk(byte[] png, String type, byte[] data) {
        byte[] body = ByteBuffer.allocate(4 + data.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(data)
                .array();
        CRC32 crc = new CRC32();
        crc.update(body);
        return ByteBuffer.allocate(png.length + 12 + data.length)
                .put(png, 0, 33)
                .putInt(data.length)
                .put(body)
                .putInt((int) crc.getValue())
                .put(png, 33, png.length - 33)
                .array();
    }
}
