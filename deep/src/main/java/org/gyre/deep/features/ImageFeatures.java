package org.gyre.deep.features;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gyre.core.InputException;

/// What a tensor of a pre-trained image network says to images: the network of any ONNX file, run on
/// the processor, cut off after any tensor.
///
/// The network takes batches of colour images, as planes (`[image][colour][row][column]`) or as pixels
/// (`[image][row][column][colour]`); which of the two is read off its input. Features are the numbers
/// of the tensor for an image, in their order. The same file, images and number of threads give the
/// same numbers on one machine.
public final class ImageFeatures implements AutoCloseable {
    /// Largest file that is read: 1 GiB.
    public static final long MAX_BYTES = 1L << 30;

    private static final int COLOURS = 3;

    private final OnnxSession session;
    private final String name;
    private final String tensor;
    private final ChannelScale scale;
    private final boolean pixels;
    private final long batch;
    private final long height;
    private final long width;

    private ImageFeatures(OnnxSession session, String name, String tensor, ChannelScale scale) {
        this.session = session;
        this.name = name;
        this.tensor = tensor;
        this.scale = scale;
        long[] shape = session.shape();
        this.pixels = shape[1] != COLOURS && shape[3] == COLOURS;
        if (!pixels && shape[1] != COLOURS && shape[1] > 0) {
            throw new InputException(name + ": its input has the shape " + Arrays.toString(shape)
                    + ", which is not one of images of three colours; take a network for colour images");
        }
        this.batch = shape[0];
        this.height = shape[pixels ? 1 : 2];
        this.width = shape[pixels ? 2 : 3];
    }

    /// Reads the names in a file.
    ///
    /// @throws InputException if the file is missing, too large or not an ONNX model
    public static OnnxGraph names(Path file) {
        return OnnxGraph.parse(bytes(file), file.toString());
    }

    /// Opens a network.
    ///
    /// @param file    an ONNX model in one file
    /// @param tensor  the name of one of its tensors
    /// @param scale   how the network was used to see colours
    /// @param threads that one operation may use, from 1 on
    /// @throws InputException if the file is missing, too large or not an ONNX model of colour images
    ///     with one input, or has no such tensor
    /// @throws OnnxUnavailableException if ONNX Runtime does not load here
    public static ImageFeatures open(Path file, String tensor, ChannelScale scale, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads = " + threads + ": must be at least 1");
        }
        OnnxGraph graph = names(file);
        if (graph.inputs().size() != 1) {
            throw new InputException(file + ": has the inputs " + String.join(", ", graph.inputs())
                    + "; only networks with one input, the images, can be used");
        }
        byte[] model = graph.ending(tensor);
        OnnxRuntime.load();
        OnnxSession session =
                OnnxSession.open(model, file.toString(), graph.inputs().getFirst(), threads);
        try {
            return new ImageFeatures(session, file.toString(), tensor, scale);
        } catch (InputException e) {
            session.close();
            throw e;
        }
    }

    private static byte[] bytes(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new InputException(file + (Files.isDirectory(file) ? ": is a folder" : ": no such file")
                    + "; give the path of an ONNX model");
        }
        try {
            long size = Files.size(file);
            if (size > MAX_BYTES) {
                throw new InputException(file + ": file of " + size + " bytes, but at most " + MAX_BYTES
                        + " are read; take a smaller network");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new InputException(file + ": cannot be read (" + e.getMessage() + "); check its permissions", e);
        }
    }

    /// Width and height in pixels that images must have; empty where the network takes any.
    public Optional<List<Integer>> imageSize() {
        return width > 0 && height > 0
                ? Optional.of(List.of(Math.toIntExact(width), Math.toIntExact(height)))
                : Optional.empty();
    }

    /// What the tensor says to images.
    ///
    /// @param values `[image][feature]`
    /// @param sizes  of the features of one image: channels, rows and columns where the tensor holds planes in the
    ///     order of the network's input, else their number alone
    public record Features(float[] values, List<Integer> sizes) {}

    /// The features of images.
    ///
    /// @param planes `[image][colour][row][column]`, samples between 0 and 1
    /// @param images how many ≥ 1
    /// @throws InputException if the network takes images of another size, or the tensor does not have
    ///     one row of finite numbers for each image
    public Features of(float[] planes, int images, int imageWidth, int imageHeight) {
        int size = Math.multiplyExact(COLOURS, Math.multiplyExact(imageWidth, imageHeight));
        if (images < 1 || (long) images * size != planes.length) {
            throw new IllegalArgumentException(planes.length + " samples for " + images + " images of " + imageWidth
                    + " x " + imageHeight + " pixels");
        }
        if ((width > 0 && width != imageWidth) || (height > 0 && height != imageHeight)) {
            throw new InputException(name + ": takes images of " + width + " x " + height + " pixels, not " + imageWidth
                    + " x " + imageHeight + "; scale them to that size");
        }
        // A network may be made for batches of one size only: the last one is then filled up with blank images.
        int most = batch > 0 ? Math.toIntExact(batch) : images;
        float[] features = new float[0];
        List<Integer> shape = List.of();
        for (int from = 0; from < images; from += most) {
            int count = Math.min(most, images - from);
            int rows = batch > 0 ? most : count;
            float[] seen = seen(planes, from, count, rows, imageWidth, imageHeight);
            OnnxSession.Output output = pixels
                    ? session.run(seen, rows, imageHeight, imageWidth, COLOURS)
                    : session.run(seen, rows, COLOURS, imageHeight, imageWidth);
            long[] sizes = output.sizes();
            if (sizes.length < 1 || sizes[0] != rows || output.values().length % rows != 0) {
                throw new InputException(name + ": the tensor '" + tensor + "' has the shape " + Arrays.toString(sizes)
                        + " for " + rows + " images, not a row for each; choose another tensor");
            }
            int each = output.values().length / rows;
            if (from == 0) {
                features = new float[Math.multiplyExact(images, each)];
                // Planes of a network that takes pixels lie with the channels last: plain numbers for whoever reads
                // them.
                shape = sizes.length == 4 && !pixels
                        ? List.of((int) sizes[1], (int) sizes[2], (int) sizes[3])
                        : List.of(each);
            }
            System.arraycopy(output.values(), 0, features, from * each, count * each);
        }
        for (int i = 0; i < features.length; i++) {
            if (!Float.isFinite(features[i])) {
                throw new InputException(name + ": feature " + (i % (features.length / images) + 1) + " of image "
                        + (i / (features.length / images) + 1) + " is " + features[i]
                        + "; check how the network wants its colours scaled");
            }
        }
        return new Features(features, shape);
    }

    /// Images as the network is used to see them.
    private float[] seen(float[] planes, int from, int count, int rows, int imageWidth, int imageHeight) {
        int area = imageWidth * imageHeight;
        float[] seen = new float[Math.multiplyExact(rows, COLOURS * area)];
        for (int c = 0; c < COLOURS; c++) {
            float mean = scale.means().get(c);
            float deviation = scale.deviations().get(c);
            int place = scale.blueFirst() ? COLOURS - 1 - c : c;
            for (int i = 0; i < count; i++) {
                int source = ((from + i) * COLOURS + c) * area;
                int target = i * COLOURS * area + (pixels ? place : place * area);
                for (int p = 0; p < area; p++) {
                    seen[target + (pixels ? p * COLOURS : p)] = (planes[source + p] - mean) / deviation;
                }
            }
        }
        return seen;
    }

    /// Frees the network.
    @Override
    public void close() {
        session.close();
    }
}
