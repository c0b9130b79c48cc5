package org.gyre.lab.run;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.gyre.core.InputException;

/// The complete state of a session, held in memory: what is saved to and read from a checkpoint.
///
/// Also a way to test that a session resumes: save into a snapshot, restore from it.
public final class Snapshot implements SnapshotWriter, SnapshotReader {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_][a-z0-9_.-]*");

    /// A row-major array of one of the types float, double, int, long, byte, and its shape.
    public static final class ArrayEntry {
        private final Object values;
        private final int[] shape;

        private ArrayEntry(Object values, int[] shape) {
            this.values = values;
            this.shape = shape;
        }

        /// The primitive array itself.
        public Object values() {
            return values;
        }

        public int[] shape() {
            return shape.clone();
        }
    }

    private final String origin;
    private final Map<String, ArrayEntry> arrays = new LinkedHashMap<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    public Snapshot() {
        this("snapshot");
    }

    /// @param origin the place to name in errors, for example the checkpoint's folder
    public Snapshot(String origin) {
        this.origin = origin;
    }

    public Map<String, ArrayEntry> arrays() {
        return Collections.unmodifiableMap(arrays);
    }

    /// The single values: [Long], [Double] or [String] by name.
    public Map<String, Object> values() {
        return Collections.unmodifiableMap(values);
    }

    @Override
    public void put(String name, float[] array, int... shape) {
        putArray(name, array, array.length, shape);
    }

    @Override
    public void put(String name, double[] array, int... shape) {
        putArray(name, array, array.length, shape);
    }

    @Override
    public void put(String name, int[] array, int... shape) {
        putArray(name, array, array.length, shape);
    }

    @Override
    public void put(String name, long[] array, int... shape) {
        putArray(name, array, array.length, shape);
    }

    @Override
    public void put(String name, byte[] array, int... shape) {
        putArray(name, array, array.length, shape);
    }

    @Override
    public void put(String name, long value) {
        putValue(name, value);
    }

    @Override
    public void put(String name, double value) {
        putValue(name, value);
    }

    @Override
    public void put(String name, String value) {
        putValue(name, value);
    }

    @Override
    public boolean has(String name) {
        return arrays.containsKey(name) || values.containsKey(name);
    }

    @Override
    public int[] shape(String name) {
        return array(name).shape();
    }

    @Override
    public float[] floats(String name, int... shape) {
        return typed(name, float[].class, shape);
    }

    @Override
    public double[] doubles(String name, int... shape) {
        return typed(name, double[].class, shape);
    }

    @Override
    public int[] ints(String name, int... shape) {
        return typed(name, int[].class, shape);
    }

    @Override
    public long[] longs(String name, int... shape) {
        return typed(name, long[].class, shape);
    }

    @Override
    public byte[] bytes(String name, int... shape) {
        return typed(name, byte[].class, shape);
    }

    @Override
    public long integer(String name) {
        return value(name, Long.class);
    }

    @Override
    public double real(String name) {
        return value(name, Double.class);
    }

    @Override
    public String text(String name) {
        return value(name, String.class);
    }

    private void putArray(String name, Object array, int length, int[] shape) {
        claim(name);
        int[] dimensions = shape.length == 0 ? new int[] {length} : shape.clone();
        long product = 1;
        for (int dimension : dimensions) {
            product = Math.multiplyExact(product, dimension);
        }
        if (product != length) {
            throw new IllegalArgumentException(
                    name + " has " + length + " elements, which is not the shape " + Arrays.toString(dimensions));
        }
        arrays.put(name, new ArrayEntry(array, dimensions));
    }

    private void putValue(String name, Object value) {
        claim(name);
        values.put(name, value);
    }

    private void claim(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is not a name: use a-z, 0-9, _, - and .");
        }
        if (has(name)) {
            throw new IllegalArgumentException("'" + name + "' is put twice");
        }
    }

    private ArrayEntry array(String name) {
        ArrayEntry entry = arrays.get(name);
        if (entry == null) {
            throw new InputException(origin + ": the array '" + name + "' is missing");
        }
        return entry;
    }

    private <A> A typed(String name, Class<A> type, int[] shape) {
        ArrayEntry entry = array(name);
        if (!type.isInstance(entry.values())) {
            throw new InputException(origin + ": the array '" + name + "' holds "
                    + entry.values().getClass().getComponentType() + " where " + type.getComponentType()
                    + " is expected");
        }
        if (shape.length > 0 && !Arrays.equals(shape, entry.shape())) {
            throw new InputException(origin + ": the array '" + name + "' has the shape "
                    + Arrays.toString(entry.shape()) + " where " + Arrays.toString(shape) + " is expected");
        }
        return type.cast(entry.values());
    }

    private <V> V value(String name, Class<V> type) {
        Object value = values.get(name);
        if (value == null) {
            throw new InputException(origin + ": the value '" + name + "' is missing");
        }
        if (!type.isInstance(value)) {
            throw new InputException(origin + ": the value '" + name + "' is " + value + " where a "
                    + type.getSimpleName() + " is expected");
        }
        return type.cast(value);
    }
}
