package org.gyre.data.mat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.data.FileKind;
import org.gyre.data.Limits;
import org.gyre.data.hdf5.Hdf5Dataset;
import org.gyre.data.hdf5.Hdf5File;

/// A MATLAB file of version 7.3: HDF5, where a variable is a dataset with its class as attribute
/// `MATLAB_class`, a cell a reference into `/#refs#`, a structure a group of its fields. Extents
/// are reversed, so that the order of values is MATLAB's.
final class Mat73File implements MatFile {
    private static final int MAX_DEPTH = 64;

    private final Hdf5File file;
    private final Limits limits;

    Mat73File(Hdf5File file, Limits limits) {
        this.file = file;
        this.limits = limits;
    }

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public List<String> variables() {
        List<String> variables = new ArrayList<>(file.members("/"));
        variables.removeIf(variable -> variable.startsWith("#"));
        return variables;
    }

    @Override
    public MatValue read(String variable) {
        if (variable.contains("/") || !file.members("/").contains(variable)) {
            throw MatFile.missing(name(), variable, variables());
        }
        return value("/" + variable, 0);
    }

    private MatValue value(String path, int depth) {
        if (depth > MAX_DEPTH) {
            throw new InputException(
                    name() + ": is nested more than " + MAX_DEPTH + " deep; save its parts by themselves");
        }
        if (file.hasGroup(path)) {
            return struct(path, depth);
        }
        String type = file.attribute(path, "MATLAB_class")
                .map(attribute -> attribute.text(""))
                .orElse("");
        boolean empty = file.attribute(path, "MATLAB_empty").isPresent();
        return value(file.dataset(path), type, empty, depth);
    }

    /// A structure of one element has its fields as members; of several, each field is an array of
    /// references.
    private MatValue struct(String path, int depth) {
        Map<String, MatValue> fields = new LinkedHashMap<>();
        int elements = -1;
        for (String field : file.members(path)) {
            MatValue value = value(path + "/" + field, depth + 1);
            fields.put(field, value);
            boolean array = value instanceof MatValue.Cells
                    && file.attribute(path + "/" + field, "MATLAB_class").isEmpty();
            int size = array && value instanceof MatValue.Cells cells
                    ? cells.values().size()
                    : -2;
            elements = elements == -1 || elements == size ? size : -2;
        }
        if (elements < 0) {
            return new MatValue.Struct(new int[] {1, 1}, List.of(fields));
        }
        List<Map<String, MatValue>> structs = new ArrayList<>();
        for (int i = 0; i < elements; i++) {
            Map<String, MatValue> struct = new LinkedHashMap<>();
            for (Map.Entry<String, MatValue> field : fields.entrySet()) {
                if (field.getValue() instanceof MatValue.Cells cells) {
                    struct.put(field.getKey(), cells.values().get(i));
                }
            }
            structs.add(struct);
        }
        return new MatValue.Struct(new int[] {1, elements}, structs);
    }

    private MatValue value(Hdf5Dataset dataset, String type, boolean empty, int depth) {
        if (empty) {
            return new MatValue.Numbers(type.isEmpty() ? "double" : type, new int[] {0, 0}, new double[0]);
        }
        int[] shape = shape(dataset);
        if (dataset.isReference()) {
            long[] references = dataset.references();
            List<MatValue> cells = new ArrayList<>(references.length);
            for (int i = 0; i < references.length; i++) {
                String cell = dataset.name() + "{" + (i + 1) + "}";
                cells.add(leaf(file.at(references[i], cell), references[i], depth));
            }
            return new MatValue.Cells(shape, cells);
        }
        if (!dataset.isNumeric()) {
            return new MatValue.Other("an array of " + dataset.type());
        }
        double[] values = dataset.doubles();
        if (type.equals("char")) {
            StringBuilder text = new StringBuilder(values.length);
            for (double value : values) {
                text.append((char) value);
            }
            return new MatValue.Text(text.toString());
        }
        return new MatValue.Numbers(type.isEmpty() ? dataset.type() : FileKind.printable(type), shape, values);
    }

    /// What a cell refers to: numbers or a text; deeper nesting stays unread, so that references
    /// cannot run in a circle.
    private MatValue leaf(Hdf5Dataset dataset, long address, int depth) {
        if (dataset.isReference()) {
            return new MatValue.Other("a cell within a cell");
        }
        boolean empty = file.attribute(address, "MATLAB_empty").isPresent();
        String type = file.attribute(address, "MATLAB_class")
                .map(attribute -> attribute.text(""))
                .orElse("");
        return value(dataset, type, empty, depth + 1);
    }

    /// MATLAB's extents: those of HDF5 in the opposite order, two at least.
    private int[] shape(Hdf5Dataset dataset) {
        long[] stored = dataset.shape();
        int[] shape = new int[Math.max(2, stored.length)];
        java.util.Arrays.fill(shape, 1);
        for (int d = 0; d < stored.length; d++) {
            if (stored[d] > limits.maxElements() || stored[d] > Integer.MAX_VALUE) {
                throw new InputException(name() + ": " + dataset.name() + " has an extent of " + stored[d]
                        + "; at most " + limits.maxElements() + " elements are read");
            }
            shape[stored.length - 1 - d] = (int) stored[d];
        }
        return shape;
    }
}
