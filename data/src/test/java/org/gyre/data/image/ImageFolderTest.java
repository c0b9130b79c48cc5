package org.gyre.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageFolderTest {
    @TempDir
    Path folder;

    private Path image(String name, int width, int height, int rgb) throws IOException {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, rgb);
            }
        }
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(picture, name.toLowerCase(Locale.ROOT).endsWith("png") ? "png" : "jpeg", file.toFile());
        return file;
    }

    private ImageFolder open() {
        return ImageFolder.open(folder, ImageLimits.DEFAULT);
    }

    @Test
    void foldersAreClassesInTheOrderOfTheirNames() throws IOException {
        image("tulip/b.png", 4, 4, 0xff0000);
        image("tulip/a.PNG", 4, 4, 0x00ff00);
        image("aster/z.jpeg", 4, 4, 0x808080);
        image("aster/.hidden.png", 4, 4, 0);
        image("Rose/1.jpg", 4, 4, 0);
        image("lies-beside.png", 4, 4, 0);
        Files.writeString(folder.resolve("aster/notes.txt"), "where they grew");
        Files.createDirectories(folder.resolve(".cache"));
        ImageFolder set = open();
        assertThat(set.classes()).containsExactly("Rose", "aster", "tulip");
        assertThat(set.labels()).containsExactly(0, 1, 2, 2);
        assertThat(set.count()).isEqualTo(4);
        assertThat(set.file(2)).isEqualTo(folder.resolve("tulip/a.PNG"));

        float[] two = set.read(new int[] {3, 2}, 2, 1);
        assertThat(two).containsExactly(1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0);
        for (float sample : set.read(1, 3, 3).planes()) {
            assertThat(sample).isCloseTo(128 / 255f, within(1e-6f));
        }
    }

    /// A ramp x/255 in red and y/255 in green: the mean over a centred area is the ramp at its centre.
    @Test
    void scalesTheCentredPartByMeansOverAreas() throws IOException {
        int width = 90;
        int height = 60;
        BufferedImage ramp = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                ramp.setRGB(x, y, x << 16 | y << 8 | 77);
            }
        }
        Path file = folder.resolve("ramp.png");
        ImageIO.write(ramp, "png", file.toFile());
        ColourImage whole = ImageReader.readColour(file, ImageLimits.DEFAULT);
        assertThat(whole.scaled(width, height).planes()).isEqualTo(whole.planes());

        int[][] sizes = {{7, 7}, {20, 30}, {31, 4}, {1, 1}, {90, 2}};
        for (int[] size : sizes) {
            ColourImage small = whole.scaled(size[0], size[1]);
            double step = Math.min(90.0 / size[0], 60.0 / size[1]);
            int plane = size[0] * size[1];
            for (int y = 0; y < size[1]; y++) {
                for (int x = 0; x < size[0]; x++) {
                    // Pixel k covers k to k + 1 and has the value k: its centre is k + ½. A part of a pixel counts
                    // with the value of the whole, which moves the mean by less than a quarter at each end.
                    double red = (90 - step * size[0]) / 2 + (x + 0.5) * step - 0.5;
                    double green = (60 - step * size[1]) / 2 + (y + 0.5) * step - 0.5;
                    int i = y * size[0] + x;
                    assertThat(255.0 * small.planes()[i]).isCloseTo(red, within(0.51 / step + 1e-4));
                    assertThat(255.0 * small.planes()[plane + i]).isCloseTo(green, within(0.51 / step + 1e-4));
                    assertThat(255.0 * small.planes()[2 * plane + i]).isCloseTo(77, within(1e-4));
                }
            }
        }
    }

    /// Five pixels on two: the middle one counts half on each side.
    @Test
    void partsOfPixelsCountByTheirArea() {
        float[] line = {1, 0, 4, 0, 0};
        float[] planes = new float[15];
        System.arraycopy(line, 0, planes, 0, 5);
        ColourImage five = new ColourImage(5, 1, planes);
        // 5 x 1 to 2 x 1: a step of one pixel fits in height, so the middle two pixels remain: 1.5 to 3.5.
        assertThat(Arrays.copyOf(five.scaled(2, 1).planes(), 2)).containsExactly(2, 2);
        float[] tall = new float[75];
        for (int y = 0; y < 5; y++) {
            System.arraycopy(line, 0, tall, 5 * y, 5);
        }
        // 5 x 5 to 2 x 2: 2.5 pixels each: (1 + 0 + 4/2) / 2.5 and (4/2 + 0 + 0) / 2.5.
        float[] small = new ColourImage(5, 5, tall).scaled(2, 2).planes();
        assertThat(Arrays.copyOf(small, 4)).containsExactly(1.2f, 0.8f, 1.2f, 0.8f);
        // Larger than it is: pixels repeat.
        float[] large = new ColourImage(5, 5, tall).scaled(10, 10).planes();
        assertThat(Arrays.copyOf(large, 10)).containsExactly(1, 1, 0, 0, 4, 4, 0, 0, 0, 0);
    }

    @Test
    void allKindsOfPicturesHaveThreePlanes() throws IOException {
        int[] types = {
            BufferedImage.TYPE_BYTE_GRAY,
            BufferedImage.TYPE_INT_ARGB,
            BufferedImage.TYPE_BYTE_INDEXED,
            BufferedImage.TYPE_USHORT_GRAY,
            BufferedImage.TYPE_BYTE_BINARY
        };
        for (int type : types) {
            BufferedImage picture = new BufferedImage(2, 1, type);
            picture.setRGB(0, 0, 0xffffffff);
            picture.setRGB(1, 0, 0xff000000);
            Path file = folder.resolve(type + ".png");
            ImageIO.write(picture, "png", file.toFile());
            assertThat(ImageReader.readColour(file, ImageLimits.DEFAULT).planes())
                    .as("type " + type)
                    .containsExactly(1, 0, 1, 0, 1, 0);
        }
    }

    @Test
    void eachFaultOfAFolderHasItsSentence() throws IOException {
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> ImageFolder.open(missing, ImageLimits.DEFAULT))
                .isInstanceOf(InputException.class)
                .hasMessage(missing + ": no such folder; give a folder that has one folder of images for each class");
        assertThatThrownBy(this::open)
                .isInstanceOf(InputException.class)
                .hasMessage(
                        folder + ": has no folders of images; put the images of each class into a folder of its own,"
                                + " named for the class");
        image("tulip/a.png", 4, 4, 0);
        assertThatThrownBy(this::open)
                .isInstanceOf(InputException.class)
                .hasMessage(folder + ": has only one class, tulip; put the images of at least two classes into a folder"
                        + " each");
        Path rose = Files.createDirectories(folder.resolve("rose"));
        assertThatThrownBy(this::open)
                .isInstanceOf(InputException.class)
                .hasMessage(rose + ": is empty; put images of this class into it, or take the folder away");
        Files.writeString(rose.resolve("rose.gif"), "GIF89a");
        assertThatThrownBy(this::open)
                .isInstanceOf(InputException.class)
                .hasMessage(
                        rose + ": has no PNG or JPEG file; put images of this class into it, or take the folder away");
        Path file = folder.resolve("tulip/a.png");
        assertThatThrownBy(() -> ImageFolder.open(file, ImageLimits.DEFAULT))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(file + ": is a file; give a folder");
    }

    @Test
    void anImageThatCannotBeReadIsNamed() throws IOException {
        image("tulip/a.png", 40, 40, 0x123456);
        Path whole = image("rose/a.png", 40, 40, 0x123456);
        byte[] bytes = Files.readAllBytes(whole);
        ImageFolder set = open();
        Files.write(whole, Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> set.read(0, 8, 8))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(whole + ": damaged picture");
        Files.write(whole, "GIF89a".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> set.read(0, 8, 8))
                .isInstanceOf(InputException.class)
                .hasMessage(whole + ": is a GIF picture, not a PNG or JPEG picture; convert it to PNG");
        Files.delete(whole);
        assertThatThrownBy(() -> set.read(0, 8, 8))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(whole + ": no such file");
        image("rose/a.png", 40, 40, 0);
        ImageFolder small = ImageFolder.open(folder, new ImageLimits(1 << 20, 39, 1 << 20));
        assertThatThrownBy(() -> small.read(0, 8, 8))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("picture of 40 x 40 pixels, but at most 39 a side");
    }

    @Test
    void aSplitTakesItsShareOfEachClassAndIsTheSameForTheSameStream() throws IOException {
        for (int i = 0; i < 12; i++) {
            image("a/" + (char) ('a' + i) + ".png", 1, 1, 0);
            if (i < 5) {
                image("b/" + i + ".png", 1, 1, 0);
            }
            if (i < 2) {
                image("c/" + i + ".png", 1, 1, 0);
            }
        }
        ImageFolder set = open();
        ImageFolder.Split split = set.split(RandomStream.of(1), 1 / 6.0);
        assertThat(split.test()).hasSize(2 + 1 + 1).isSorted();
        assertThat(split.training()).hasSize(19 - 4).isSorted();
        assertThat(Arrays.stream(split.test()).map(i -> set.labels()[i])).containsExactly(0, 0, 1, 2);
        assertThat(split.training()).doesNotContain(split.test());
        assertThat(set.split(RandomStream.of(1), 1 / 6.0).test()).isEqualTo(split.test());
        assertThat(set.split(RandomStream.of(1), 0.99).training())
                .as("one of each class")
                .hasSize(3);

        // Each image of a class of 12 is drawn with probability 1/6: 400 draws, five standard deviations.
        int[] drawn = new int[12];
        for (int seed = 0; seed < 400; seed++) {
            for (int i : set.split(RandomStream.of(seed), 1 / 6.0).test()) {
                if (i < 12) {
                    drawn[i]++;
                }
            }
        }
        for (int count : drawn) {
            assertThat((double) count).isCloseTo(400 / 6.0, within(5 * Math.sqrt(400 * 5 / 36.0)));
        }
        assertThatThrownBy(() -> set.split(RandomStream.of(1), 1)).isInstanceOf(InputException.class);
        Files.delete(folder.resolve("c/1.png"));
        assertThatThrownBy(() -> open().split(RandomStream.of(1), 0.5))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(folder.resolve("c") + ": has one image");
    }

    @Test
    void tooManyNumbersForOneArrayAreRefusedBeforeAnythingIsRead() throws IOException {
        image("a/a.png", 1, 1, 0);
        image("b/b.png", 1, 1, 0);
        assertThatThrownBy(() -> open().read(new int[] {0, 1}, 20_000, 20_000))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("choose smaller images");
    }
}
