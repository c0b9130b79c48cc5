package org.gyre.deep.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A small network, whose tensors plain loops compute in double precision.
final class ImageFeaturesTest {
    private static final int WIDTH = 6;
    private static final int HEIGHT = 5;
    private static final int CHANNELS = 4;
    private static final int CLASSES = 2;

    @TempDir
    Path folder;

    private final float[] kernels = numbers("kernels", CHANNELS * 3 * 3 * 3, -1, 1);
    private final float[] bias = numbers("bias", CHANNELS, -0.5, 0.5);
    private final float[] matrix = numbers("matrix", CHANNELS * CLASSES, -1, 1);

    private static float[] numbers(String name, int count, double low, double high) {
        CounterRandom random = RandomStream.of(7).split(name).generator();
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (low + (high - low) * random.nextDouble());
        }
        return values;
    }

    private OnnxWriter network(long batch, long height, long width) {
        return new OnnxWriter()
                .input("images", batch, 3, height, width)
                .node("Conv", new String[] {"images", "kernels", "bias"}, "conv", "pads", 1, 1, 1, 1)
                .node("Relu", new String[] {"conv"}, "relu", "")
                .node("GlobalAveragePool", new String[] {"relu"}, "pool", "")
                .node("Flatten", new String[] {"pool"}, "features", "")
                .node("MatMul", new String[] {"features", "matrix"}, "classes", "")
                .weights("kernels", kernels, CHANNELS, 3, 3, 3)
                .weights("bias", bias, CHANNELS)
                .weights("matrix", matrix, CHANNELS, CLASSES)
                .output("classes", batch, CLASSES);
    }

    private Path write(OnnxWriter network) throws IOException {
        return Files.write(folder.resolve("network.onnx"), network.toBytes());
    }

    private static ImageFeatures open(Path file, String tensor, ChannelScale scale) {
        return ImageFeatures.open(file, tensor, scale, 1);
    }

    private double[] relu(float[] images, int count) {
        double[] relu = new double[count * CHANNELS * HEIGHT * WIDTH];
        for (int n = 0; n < count; n++) {
            for (int k = 0; k < CHANNELS; k++) {
                for (int y = 0; y < HEIGHT; y++) {
                    for (int x = 0; x < WIDTH; x++) {
                        double sum = bias[k];
                        for (int c = 0; c < 3; c++) {
                            for (int p = -1; p <= 1; p++) {
                                for (int q = -1; q <= 1; q++) {
                                    if (y + p >= 0 && y + p < HEIGHT && x + q >= 0 && x + q < WIDTH) {
                                        sum += (double) kernels[((k * 3 + c) * 3 + p + 1) * 3 + q + 1]
                                                * images[((n * 3 + c) * HEIGHT + y + p) * WIDTH + x + q];
                                    }
                                }
                            }
                        }
                        relu[((n * CHANNELS + k) * HEIGHT + y) * WIDTH + x] = Math.max(0, sum);
                    }
                }
            }
        }
        return relu;
    }

    private double[] features(float[] images, int count) {
        double[] relu = relu(images, count);
        double[] features = new double[count * CHANNELS];
        for (int i = 0; i < relu.length; i++) {
            features[i / (HEIGHT * WIDTH)] += relu[i] / (HEIGHT * WIDTH);
        }
        return features;
    }

    private double[] classes(float[] images, int count) {
        double[] features = features(images, count);
        double[] classes = new double[count * CLASSES];
        for (int n = 0; n < count; n++) {
            for (int k = 0; k < CHANNELS; k++) {
                for (int c = 0; c < CLASSES; c++) {
                    classes[n * CLASSES + c] += features[n * CHANNELS + k] * matrix[k * CLASSES + c];
                }
            }
        }
        return classes;
    }

    private static float[] images(int count) {
        return numbers("images", count * 3 * HEIGHT * WIDTH, 0, 1);
    }

    private static void close(float[] values, double[] expected) {
        assertThat(values).hasSameSizeAs(expected);
        for (int i = 0; i < values.length; i++) {
            assertThat((double) values[i]).as("number " + i).isCloseTo(expected[i], within(2e-6));
        }
    }

    @Test
    void namesOfAFileAreListed() throws IOException {
        OnnxGraph names = ImageFeatures.names(write(network(-1, HEIGHT, WIDTH).input("matrix", CHANNELS, CLASSES)));
        assertThat(names.inputs()).as("without weights").containsExactly("images");
        assertThat(names.outputs()).containsExactly("classes");
        assertThat(names.tensors()).containsExactly("conv", "relu", "pool", "features", "classes");
    }

    @Test
    void everyTensorCanBeRead() throws IOException {
        Path file = write(network(-1, HEIGHT, WIDTH));
        float[] images = images(3);
        try (ImageFeatures classes = open(file, "classes", ChannelScale.PLAIN);
                ImageFeatures features = open(file, "features", ChannelScale.PLAIN);
                ImageFeatures pool = open(file, "pool", ChannelScale.PLAIN);
                ImageFeatures relu = open(file, "relu", ChannelScale.PLAIN)) {
            assertThat(classes.imageSize()).contains(List.of(WIDTH, HEIGHT));
            close(classes.of(images, 3, WIDTH, HEIGHT).values(), classes(images, 3));
            close(features.of(images, 3, WIDTH, HEIGHT).values(), features(images, 3));
            close(pool.of(images, 3, WIDTH, HEIGHT).values(), features(images, 3));
            close(relu.of(images, 3, WIDTH, HEIGHT).values(), relu(images, 3));
            assertThat(relu.of(images, 3, WIDTH, HEIGHT).sizes()).containsExactly(CHANNELS, HEIGHT, WIDTH);
            assertThat(pool.of(images, 3, WIDTH, HEIGHT).sizes()).containsExactly(CHANNELS, 1, 1);
            assertThat(classes.of(images, 3, WIDTH, HEIGHT).sizes()).containsExactly(CLASSES);
            assertThat(features.of(images, 3, WIDTH, HEIGHT).values())
                    .isEqualTo(features.of(images, 3, WIDTH, HEIGHT).values());
        }
    }

    @Test
    void aNetworkForBatchesOfOneSizeTakesAnyNumberOfImages() throws IOException {
        float[] images = images(5);
        for (int batch : new int[] {1, 2, 5, 7}) {
            try (ImageFeatures features = open(write(network(batch, -1, -1)), "features", ChannelScale.PLAIN)) {
                assertThat(features.imageSize()).isEmpty();
                close(features.of(images, 5, WIDTH, HEIGHT).values(), features(images, 5));
            }
        }
    }

    @Test
    void coloursAreScaledAndOrderedAsTheNetworkIsUsedTo() throws IOException {
        float[] images = images(2);
        int area = WIDTH * HEIGHT;
        float[] seen = new float[images.length];
        List<Float> means = List.of(0.1f, 0.2f, 0.3f);
        List<Float> deviations = List.of(0.5f, 2f, 4f);
        for (int i = 0; i < images.length; i++) {
            int colour = i / area % 3;
            seen[i + (2 - 2 * colour) * area] = (images[i] - means.get(colour)) / deviations.get(colour);
        }
        try (ImageFeatures features =
                open(write(network(-1, HEIGHT, WIDTH)), "features", new ChannelScale(means, deviations, true))) {
            close(features.of(images, 2, WIDTH, HEIGHT).values(), features(seen, 2));
        }
    }

    @Test
    void aNetworkThatTakesPixelsGetsPixels() throws IOException {
        Path file = write(new OnnxWriter()
                .input("images", -1, HEIGHT, WIDTH, 3)
                .node("Relu", new String[] {"images"}, "relu", "")
                .node("Flatten", new String[] {"relu"}, "flat", "")
                .output("flat", -1, HEIGHT * WIDTH * 3));
        float[] images = images(2);
        float[] expected = new float[images.length];
        int area = WIDTH * HEIGHT;
        for (int i = 0; i < images.length; i++) {
            expected[i / (3 * area) * 3 * area + i % area * 3 + i / area % 3] = images[i];
        }
        try (ImageFeatures features = open(file, "flat", ChannelScale.PLAIN)) {
            assertThat(features.of(images, 2, WIDTH, HEIGHT).values()).isEqualTo(expected);
        }
    }

    @Test
    void eachFaultHasItsSentence() throws IOException {
        Path file = write(network(-1, HEIGHT, WIDTH));
        assertThatThrownBy(() -> open(file, "feature", ChannelScale.PLAIN))
                .isInstanceOf(InputException.class)
                .hasMessage(file + ": has no tensor 'feature'; its outputs are classes, and the last tensors before are"
                        + " conv, relu, pool, features, classes");
        Path missing = folder.resolve("missing.onnx");
        assertThatThrownBy(() -> open(missing, "x", ChannelScale.PLAIN))
                .isInstanceOf(InputException.class)
                .hasMessage(missing + ": no such file; give the path of an ONNX model");
        assertThatThrownBy(() -> open(folder, "x", ChannelScale.PLAIN))
                .isInstanceOf(InputException.class)
                .hasMessage(folder + ": is a folder; give the path of an ONNX model");
        try (ImageFeatures features = open(file, "features", ChannelScale.PLAIN)) {
            assertThatThrownBy(() -> features.of(new float[3 * 16], 1, 4, 4))
                    .isInstanceOf(InputException.class)
                    .hasMessage(file + ": takes images of 6 x 5 pixels, not 4 x 4; scale them to that size");
            assertThatIllegalArgumentException().isThrownBy(() -> features.of(new float[5], 1, WIDTH, HEIGHT));
            float[] images = images(1);
            images[3] = Float.NaN;
            assertThatThrownBy(() -> features.of(images, 1, WIDTH, HEIGHT))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("feature 1 of image 1 is NaN");
        }
        write(new OnnxWriter()
                .input("images", -1, 3, 4, 4)
                .input("mask", -1)
                .node("Relu", new String[] {"images"}, "relu", "")
                .output("relu", -1, 3, 4, 4));
        assertThatThrownBy(() -> open(file, "relu", ChannelScale.PLAIN))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("has the inputs images, mask; only networks with one input");
        write(new OnnxWriter()
                .input("words", -1, 3)
                .node("Relu", new String[] {"words"}, "relu", "")
                .output("relu", -1, 3));
        assertThatThrownBy(() -> open(file, "relu", ChannelScale.PLAIN))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("its input words is not a batch of images");
        write(new OnnxWriter()
                .input("images", -1, 1, 4, 4)
                .node("Relu", new String[] {"images"}, "relu", "")
                .output("relu", -1, 1, 4, 4));
        assertThatThrownBy(() -> open(file, "relu", ChannelScale.PLAIN))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("[-1, 1, 4, 4], which is not one of images of three colours");
        write(new OnnxWriter()
                .input("images", -1, 3, 4, 4)
                .node("NoSuchOperator", new String[] {"images"}, "out", "")
                .output("out", -1));
        assertThatThrownBy(() -> open(file, "out", ChannelScale.PLAIN))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("ONNX Runtime cannot run it")
                .hasMessageContaining("NoSuchOperator");
        write(network(-1, HEIGHT, WIDTH).weightsElsewhere("more", 5));
        assertThatThrownBy(() -> open(file, "relu", ChannelScale.PLAIN))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("keeps its weights in other files");
        write(new OnnxWriter()
                .input("images", -1, 3, 4, 4)
                .node("ReduceMean", new String[] {"images"}, "mean", "axes", 0)
                .output("mean", 1, 3, 4, 4));
        try (ImageFeatures mean = open(file, "mean", ChannelScale.PLAIN)) {
            assertThatThrownBy(() -> mean.of(new float[2 * 48], 2, 4, 4))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("'mean' has the shape [1, 3, 4, 4] for 2 images, not a row for each");
        }
        assertThatThrownBy(() -> new ChannelScale(List.of(0f), List.of(1f), false))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new ChannelScale(List.of(0f, 0f, 0f), List.of(1f, 0f, 1f), false))
                .isInstanceOf(InputException.class);
    }

    /// Cut short at every byte, and with every byte changed: a sentence or a graph, nothing else.
    @Test
    void damagedFilesAreRefusedOrRead() {
        byte[] whole = network(-1, HEIGHT, WIDTH).toBytes();
        for (int length = 0; length < whole.length; length++) {
            parse(Arrays.copyOf(whole, length));
        }
        CounterRandom random = RandomStream.of(3).generator();
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] = (byte) random.nextInt();
            parse(changed);
        }
        for (String text : List.of("", "hello", "<html>", "\u0089PNG\r\n")) {
            assertThatThrownBy(() -> OnnxGraph.parse(text.getBytes(StandardCharsets.ISO_8859_1), "x.onnx"))
                    .isInstanceOf(InputException.class)
                    .hasMessage("x.onnx: is not an ONNX model, or is damaged; export the network to ONNX again");
        }
    }

    private static void parse(byte[] bytes) {
        try {
            OnnxGraph graph = OnnxGraph.parse(bytes, "x.onnx");
            assertThat(graph.ending(graph.tensors().getLast())).isNotEmpty();
        } catch (InputException e) {
            assertThat(e.getMessage()).startsWith("x.onnx: ");
        }
    }
}
