package org.gyre.data.nir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gyre.core.InputException;
import org.gyre.data.FileKind;
import org.gyre.data.hdf5.Hdf5Dataset;
import org.gyre.data.hdf5.Hdf5File;
import org.gyre.data.hdf5.Hdf5Value;
import org.gyre.data.npy.DType;
import org.gyre.data.npy.NpyArray;

/// The members of the group of one node, which knows what was asked for: the others are extras.
final class NodeParts {
    private final NirReader reader;
    private final Hdf5File file;
    private final String path;
    private final int depth;
    private final Set<String> asked = new TreeSet<>();

    NodeParts(NirReader reader, Hdf5File file, String path, int depth) {
        this.reader = reader;
        this.file = file;
        this.path = path;
        this.depth = depth;
    }

    /// A sentence about this node.
    InputException refused(String what) {
        return new InputException(file.name() + ": " + NirReader.shown(path) + " " + what);
    }

    private Optional<Hdf5Dataset> find(String name) {
        asked.add(name);
        return file.find(path + "/" + name);
    }

    /// The dataset of a name.
    Hdf5Dataset dataset(String name) {
        return find(name)
                .orElseThrow(
                        () -> refused("has no '" + name + "'; write it again with the program that made the network"));
    }

    /// A single text.
    String text(String name) {
        Hdf5Dataset dataset = dataset(name);
        if (!dataset.isText() || dataset.size() != 1) {
            throw refused("has a '" + name + "' that is " + dataset.describe() + "; a single text is needed");
        }
        return reader.texts(dataset)[0];
    }

    /// Numbers of any shape.
    NpyArray numbers(String name) {
        Hdf5Dataset dataset = dataset(name);
        if (!dataset.isNumeric()) {
            throw refused("has a '" + name + "' that is " + dataset.describe() + "; numbers are needed");
        }
        return reader.counted(dataset, Double.BYTES).array();
    }

    /// Numbers that may be missing or one for all.
    ///
    /// @param value of each that is missing
    /// @param like the parameter that gives the shape, and the type of what is missing
    NpyArray filled(String name, double value, String like) {
        Optional<Hdf5Dataset> found = find(name);
        if (found.isPresent() && found.get().size() != 1) {
            return numbers(name);
        }
        NpyArray model = numbers(like);
        if (found.isPresent()) {
            NpyArray one = numbers(name);
            return Arrays.equals(one.shape(), model.shape())
                    ? one
                    : constant(one.doubles()[0], one.dtype() == DType.FLOAT32, model.shape());
        }
        return constant(value, model.dtype() == DType.FLOAT32, model.shape());
    }

    private static NpyArray constant(double value, boolean single, int[] shape) {
        int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        if (single) {
            float[] values = new float[size];
            Arrays.fill(values, (float) value);
            return NpyArray.of(values, shape);
        }
        double[] values = new double[size];
        Arrays.fill(values, value);
        return NpyArray.of(values, shape);
    }

    /// Whole numbers in a row; a single number is a row of one.
    List<Integer> sizes(String name) {
        Hdf5Dataset dataset = dataset(name);
        if (!dataset.isNumeric() || dataset.shape().length > 1 || dataset.size() > 64) {
            throw refused("has a '" + name + "' that is " + dataset.describe() + "; a few whole numbers are needed");
        }
        List<Integer> sizes = new ArrayList<>();
        for (long size : dataset.longs()) {
            if (size != (int) size) {
                throw refused("has " + size + " in '" + name + "', beyond any size");
            }
            sizes.add((int) size);
        }
        return sizes;
    }

    Optional<List<Integer>> optionalSizes(String name) {
        return find(name).isPresent() ? Optional.of(sizes(name)) : Optional.empty();
    }

    /// A number for each of so many dimensions; a single one holds for all.
    List<Integer> spread(String name, int dimensions) {
        List<Integer> sizes = sizes(name);
        return sizes.size() == 1 ? Collections.nCopies(dimensions, sizes.getFirst()) : sizes;
    }

    /// One whole number.
    int size(String name) {
        List<Integer> sizes = sizes(name);
        if (sizes.size() != 1) {
            throw refused("has " + sizes + " for '" + name + "', where one number is needed");
        }
        return sizes.getFirst();
    }

    int size(String name, int otherwise) {
        return find(name).isPresent() ? size(name) : otherwise;
    }

    /// A word, or a number for each dimension.
    NirPadding padding(int dimensions) {
        if (!dataset("padding").isText()) {
            return new NirPadding.Sizes(spread("padding", dimensions));
        }
        String word = text("padding");
        return switch (word) {
            case "same" -> NirPadding.Named.SAME;
            case "valid" -> NirPadding.Named.VALID;
            default ->
                throw refused("has the padding '" + FileKind.printable(word)
                        + "', where 'same', 'valid' or numbers are known");
        };
    }

    /// What was not asked for, with a warning about each that is not metadata.
    ///
    /// @param type for the warning
    /// @param known groups that were read otherwise
    NirExtras extras(String type, String... known) {
        asked.addAll(List.of(known));
        NirExtras extras = others();
        for (String name : extras.parameters().keySet()) {
            reader.warn(NirReader.shown(path) + " has '" + FileKind.printable(name) + "', which a node of type " + type
                    + " does not define; it is kept, but does nothing");
        }
        return extras;
    }

    /// As [#extras], without warnings.
    NirExtras others() {
        TreeMap<String, Hdf5Value> parameters = new TreeMap<>();
        TreeMap<String, Hdf5Value> metadata = new TreeMap<>();
        for (String name : file.members(path)) {
            if (asked.contains(name)) {
                continue;
            }
            reader.value(path + "/" + name, depth + 1).ifPresent(value -> {
                if (name.equals("metadata") && value instanceof Hdf5Value.Group group) {
                    metadata.putAll(group.members());
                } else {
                    parameters.put(name, value);
                }
            });
        }
        return new NirExtras(metadata, parameters);
    }
}
