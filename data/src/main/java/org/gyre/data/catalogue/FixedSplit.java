package org.gyre.data.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.gyre.core.InputException;

/// A split of a data set into images to learn from and images to judge by that is the same for everybody: two lists
/// of indices that together hold each image once.
///
/// A list is text: lines that begin with `#` are comments, the others hold words between blanks, which are `training`,
/// the number of its images and their indices from 0, then `test` and likewise. Immutable.
public final class FixedSplit {
    private static final String FOLDER = "/org/gyre/data/splits/";
    private static final String DIGITS = "digits.txt";

    private final String name;
    private final int[] training;
    private final int[] test;

    private FixedSplit(String name, int[] training, int[] test) {
        this.name = name;
        this.training = training;
        this.test = test;
    }

    /// The split of `digits` into 1297 images for training and 500 for tests that comes with the program; how it was
    /// drawn stands in the list.
    public static FixedSplit digits() {
        try (InputStream in = FixedSplit.class.getResourceAsStream(FOLDER + DIGITS)) {
            if (in == null) {
                throw new IllegalStateException(FOLDER + DIGITS + " is missing from the program");
            }
            return parse(DIGITS, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads a list.
    ///
    /// @param name for messages: where it comes from
    /// @throws InputException if it is no such list, a part is empty, or an index is missing or stands twice
    public static FixedSplit parse(String name, String text) {
        String[] words = text.lines()
                .filter(line -> !line.startsWith("#"))
                .flatMap(line -> Arrays.stream(line.strip().split("\\s+")))
                .filter(word -> !word.isEmpty())
                .toArray(String[]::new);
        int[] training = part(name, words, 0, "training");
        int[] test = part(name, words, training.length + 2, "test");
        int count = training.length + test.length;
        if (words.length > count + 4) {
            throw new InputException(
                    name + ": '" + words[count + 4] + "' follows the test part: must be the end of the list");
        }
        boolean[] seen = new boolean[count];
        for (int[] part : List.of(training, test)) {
            for (int index : part) {
                if (index >= count || seen[index]) {
                    throw new InputException(name + ": index " + index + (index >= count ? "" : " again")
                            + ": must be each number from 0 to " + (count - 1) + " once");
                }
                seen[index] = true;
            }
        }
        return new FixedSplit(name, training, test);
    }

    private static int[] part(String name, String[] words, int from, String title) {
        if (from >= words.length || !words[from].equals(title)) {
            throw new InputException(name + ": '" + (from < words.length ? words[from] : "") + "' where '" + title
                    + "' and the number of its images must stand");
        }
        int size = from + 1 < words.length ? number(name, words[from + 1]) : 0;
        int left = words.length - from - 2;
        if (size < 1 || size > left) {
            throw new InputException(name + ": " + title + " of " + size + " images with " + Math.max(0, left)
                    + " words behind it: must be at least 1 image, and an index for each");
        }
        int[] indices = new int[size];
        for (int i = 0; i < size; i++) {
            indices[i] = number(name, words[from + 2 + i]);
        }
        return indices;
    }

    private static int number(String name, String word) {
        // Seven digits cannot overflow and are more images than any set with a list of indices has.
        if (!word.matches("[0-9]{1,7}")) {
            throw new InputException(name + ": '" + word + "' must be a whole number of at most 7 digits");
        }
        return Integer.parseInt(word);
    }

    /// Images of both parts.
    public int count() {
        return training.length + test.length;
    }

    /// Indices of the images to learn from, a copy.
    public int[] training() {
        return training.clone();
    }

    /// Indices of the images to judge by, a copy.
    public int[] test() {
        return test.clone();
    }

    /// The two parts of a set, training first.
    ///
    /// @throws InputException if it has another number of images
    public List<LabelledImages> apply(LabelledImages images) {
        check(images.count());
        return List.of(images.select(training), images.select(test));
    }

    /// The two parts of rows, training first.
    ///
    /// @param rows `[image][column]`
    /// @param columns numbers of a row ≥ 1
    /// @throws InputException if they are not rows of as many images
    public List<float[]> apply(float[] rows, int columns) {
        if (columns < 1 || rows.length % columns != 0) {
            throw new InputException(name + ": " + rows.length + " numbers are no rows of " + columns);
        }
        check(rows.length / columns);
        return List.of(select(rows, columns, training), select(rows, columns, test));
    }

    private static float[] select(float[] rows, int columns, int[] indices) {
        float[] chosen = new float[indices.length * columns];
        for (int i = 0; i < indices.length; i++) {
            System.arraycopy(rows, indices[i] * columns, chosen, i * columns, columns);
        }
        return chosen;
    }

    private void check(int images) {
        if (images != count()) {
            throw new InputException(
                    name + " splits " + count() + " images: must not be applied to a set of " + images);
        }
    }
}
