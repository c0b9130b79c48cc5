package org.gyre.data.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gyre.core.InputException;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;

/// A set of labelled images on disk: a folder with one folder for each class, in which the images of
/// that class lie as PNG or JPEG files.
///
/// Classes are the folders in the order of their names, images the files whose names end in `.png`,
/// `.jpg` or `.jpeg`, in any case, in the order of their names within a class. Names that begin with
/// a dot, other files, and folders within a class are passed over. The order of names is that of their
/// characters and does not depend on the machine.
public final class ImageFolder {
    private final Path folder;
    private final ImageLimits limits;
    private final List<String> classes;
    private final List<Path> files;
    private final int[] labels;

    private ImageFolder(Path folder, ImageLimits limits, List<String> classes, List<Path> files, int[] labels) {
        this.folder = folder;
        this.limits = limits;
        this.classes = classes;
        this.files = files;
        this.labels = labels;
    }

    /// Lists a folder, without reading images.
    ///
    /// @param limits on each image
    /// @throws InputException if the folder cannot be listed, has fewer than two classes, or a class
    ///     has no image
    public static ImageFolder open(Path folder, ImageLimits limits) {
        if (!Files.isDirectory(folder)) {
            throw new InputException(folder + (Files.exists(folder) ? ": is a file" : ": no such folder")
                    + "; give a folder that has one folder of images for each class");
        }
        List<Path> folders = list(folder).stream().filter(Files::isDirectory).toList();
        if (folders.isEmpty()) {
            throw new InputException(folder + ": has no folders of images; put the images of each class into a folder"
                    + " of its own, named for the class");
        }
        if (folders.size() == 1) {
            throw new InputException(folder + ": has only one class, " + name(folders.getFirst())
                    + "; put the images of at least two classes into a folder each");
        }
        List<Path> files = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int c = 0; c < folders.size(); c++) {
            List<Path> inside = list(folders.get(c));
            List<Path> images = inside.stream()
                    .filter(ImageFolder::isImage)
                    .filter(Files::isRegularFile)
                    .toList();
            if (images.isEmpty()) {
                String found = inside.isEmpty() ? "is empty" : "has no PNG or JPEG file";
                throw new InputException(
                        folders.get(c) + ": " + found + "; put images of this class into it, or take the folder away");
            }
            files.addAll(images);
            for (int i = 0; i < images.size(); i++) {
                labels.add(c);
            }
        }
        return new ImageFolder(
                folder,
                limits,
                folders.stream().map(ImageFolder::name).toList(),
                List.copyOf(files),
                labels.stream().mapToInt(Integer::intValue).toArray());
    }

    private static boolean isImage(Path file) {
        String name = name(file).toLowerCase(Locale.ROOT);
        return name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg");
    }

    private static String name(Path path) {
        Path name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !name(entry).startsWith("."))
                    .sorted(Comparator.comparing(ImageFolder::name))
                    .toList();
        } catch (IOException e) {
            throw new InputException(folder + ": cannot be listed (" + e.getMessage() + "); check its permissions", e);
        }
    }

    /// The classes with the most images, of equally many those that come first.
    ///
    /// @param most of classes; all if there are no more
    /// @throws InputException if fewer than two are asked for
    public ImageFolder largest(int most) {
        if (most < 2) {
            throw new InputException("classes = " + most + " of " + folder + ": at least two are needed");
        }
        int[] counts = new int[classes.size()];
        for (int label : labels) {
            counts[label]++;
        }
        List<Integer> kept = IntStream.range(0, counts.length)
                .boxed()
                .sorted(Comparator.comparing((Integer label) -> -counts[label]))
                .limit(most)
                .sorted()
                .toList();
        int[] images = IntStream.range(0, labels.length)
                .filter(image -> kept.contains(labels[image]))
                .toArray();
        return new ImageFolder(
                folder,
                limits,
                kept.stream().map(classes::get).toList(),
                Arrays.stream(images).mapToObj(files::get).toList(),
                Arrays.stream(images).map(image -> kept.indexOf(labels[image])).toArray());
    }

    /// The folder that was opened.
    public Path folder() {
        return folder;
    }

    /// Names of the classes, in the order of their numbers.
    public List<String> classes() {
        return classes;
    }

    /// Number of images.
    public int count() {
        return labels.length;
    }

    /// The file of an image.
    public Path file(int image) {
        return files.get(image);
    }

    /// The class of each image, a copy.
    public int[] labels() {
        return labels.clone();
    }

    /// Reads an image.
    ///
    /// @return its largest centred part that has the shape of the size, scaled by averaging areas
    /// @throws InputException if the file is not a PNG or JPEG picture, too large or damaged; the
    ///     message names it
    public ColourImage read(int image, int width, int height) {
        return ImageReader.readColour(files.get(image), limits).scaled(width, height);
    }

    /// Reads several images into one array.
    ///
    /// @return `[image][colour][row][column]`, in the order asked for
    /// @throws InputException if a file is not a PNG or JPEG picture, too large or damaged, or if all
    ///     together are more numbers than an array can hold
    public float[] read(int[] images, int width, int height) {
        long size = 3L * width * height;
        if (size * images.length > Integer.MAX_VALUE - 8) {
            throw new InputException(folder + ": " + images.length + " images of " + width + " x " + height
                    + " pixels are too many numbers for one array; choose smaller images");
        }
        float[] all = new float[(int) size * images.length];
        for (int i = 0; i < images.length; i++) {
            float[] planes = read(images[i], width, height).planes();
            System.arraycopy(planes, 0, all, i * planes.length, planes.length);
        }
        return all;
    }

    /// Images for training and images to test with, numbers in ascending order.
    ///
    /// @param training to learn from
    /// @param test     to test with, none of the others
    public record Split(int[] training, int[] test) {}

    /// Draws the images of the test from each class alike: their share, rounded, but at least one, and
    /// never all. What a class gives depends on its name and its number of images alone.
    ///
    /// @param testShare in (0, 1)
    /// @throws InputException if the share is out of range, or a class has only one image
    public Split split(RandomStream stream, double testShare) {
        if (!(testShare > 0 && testShare < 1)) {
            throw new InputException("share of the test = " + testShare + ": must be between 0 and 1");
        }
        boolean[] test = new boolean[count()];
        int total = 0;
        int from = 0;
        for (int c = 0; c < classes.size(); c++) {
            int size = 0;
            while (from + size < labels.length && labels[from + size] == c) {
                size++;
            }
            if (size < 2) {
                throw new InputException(folder.resolve(classes.get(c))
                        + ": has one image; a class needs at least two, one to learn from and one to test with");
            }
            int chosen = Math.clamp(Math.round(testShare * size), 1, size - 1);
            CounterRandom random = stream.split(classes.get(c)).generator();
            // Selection sampling (Knuth, The Art of Computer Programming 3.4.2, algorithm S).
            int left = chosen;
            for (int i = 0; i < size; i++) {
                if (random.nextInt(size - i) < left) {
                    test[from + i] = true;
                    left--;
                }
            }
            total += chosen;
            from += size;
        }
        int[] training = new int[count() - total];
        int[] tested = new int[total];
        int a = 0;
        int b = 0;
        for (int i = 0; i < test.length; i++) {
            if (test[i]) {
                tested[b++] = i;
            } else {
                training[a++] = i;
            }
        }
        return new Split(training, tested);
    }
}
