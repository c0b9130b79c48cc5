package org.gyre.lab.run;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.gyre.core.InputException;
import org.gyre.data.npy.DType;
import org.gyre.data.npy.NpyArray;

/// The complete state of a session, held in memory: what is saved to and read from a checkpoint.
///
/// Also a way to test that a session resumes: save into a snapshot, restore from it.
public final class Snapshot implements SnapshotWriter, SnapshotReader {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_][a-z0-9_.-]*");

    private final String origin;
    private final Map<String, NpyArray> arrays = new LinkedHashMap<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    public Snapshot() {
        this("snapshot");
    }

    /// @param origin the place to name in errors, for example the checkpoint's folder
    public Snapshot(String origin) {
        this.origin = origin;
    }

    public Map<String, NpyArray> arrays() {
        return Collections.unmodifiableMap(arrays);
    }

    /// The single values: [Long], [Double] or [String] by name.
    public Map<String, Object> values() {
        return Collections.unmodifiableMap(values);
    }

    @Override
    public void put(String name, float[] array, int... shape) {
        put(name, NpyArray.of(array, shapeOf(name, array.length, shape)));
    }

    @Override
    public void put(String name, double[] array, int... shape) {
        put(name, NpyArray.of(array, shapeOf(name, array.length, shape)));
    }

    @Override
    public void put(String name, int[] array, int... shape) {
        put(name, NpyArray.of(array, shapeOf(name, array.length, shape)));
    }

    @Override
    public void put(String name, long[] array, int... shape) {
        put(name, NpyArray.of(array, shapeOf(name, array.length, shape)));
    }

    @Override
    public void put(String name, byte[] array, int... shape) {
        put(name, NpyArray.of(array, shapeOf(name, array.length, shape)));
    }

    @Override
    public void put(String name, long value) {
        claim(name);
        values.put(name, value);
    }

    @Override
    public void put(String name, double value) {
        claim(name);
        values.put(name, value);
    }

    @Override
    public void put(String name, String value) {
        claim(name);
        values.put(name, value);
    }

    /// Adds an array of any type that `.npy` knows.
    public void put(String name, NpyArray array) {
        claim(name);
        arrays.put(name, array);
    }

    /// Puts all entries elsewhere, each under its name behind a prefix. Arrays are not copied.
    ///
    /// @throws IllegalArgumentException if an array is of a type that a [SnapshotWriter] does not take
    public void putAll(String prefix, SnapshotWriter out) {
        values.forEach((name, value) -> {
            switch (value) {
                case Long number -> out.put(prefix + name, number.longValue());
                case Double number -> out.put(prefix + name, number.doubleValue());
                default -> out.put(prefix + name, value.toString());
            }
        });
        arrays.forEach((name, array) -> {
            int[] shape = array.shape();
            switch (array.dtype()) {
                case FLOAT32 -> out.put(prefix + name, array.floats(), shape);
                case FLOAT64 -> out.put(prefix + name, array.doubles(), shape);
                case INT32 -> out.put(prefix + name, array.ints(), shape);
                case INT64 -> out.put(prefix + name, array.longs(), shape);
                case INT8 -> out.put(prefix + name, array.bytes(), shape);
                case BOOL, INT16, UINT8, UINT16, UINT32, UINT64, FLOAT16 ->
                    throw new IllegalArgumentException(name + ": is " + array);
            }
        });
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
        return typed(name, DType.FLOAT32, shape).floats();
    }

    @Override
    public double[] doubles(String name, int... shape) {
        return typed(name, DType.FLOAT64, shape).doubles();
    }

    @Override
    public int[] ints(String name, int... shape) {
        return typed(name, DType.INT32, shape).ints();
    }

    @Override
    public long[] longs(String name, int... shape) {
        return typed(name, DType.INT64, shape).longs();
    }

    @Override
    public byte[] bytes(String name, int... shape) {
        return typed(name, DType.INT8, shape).bytes();
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

    private static int[] shapeOf(String name, int length, int[] shape) {
        int[] dimensions = shape.length == 0 ? new int[] {length} : shape;
        long product = 1;
        for (int dimension : dimensions) {
            product = Math.multiplyExact(product, dimension);
        }
        if (product != length) {
            throw new IllegalArgumentException(
                    name + " has " + length + " elements, which is not the shape " + Arrays.toString(dimensions));
        }
        return dimensions;
    }

    /// @throws IllegalArgumentException unless this can be the name of an array or a value, and of a file
    static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is not a name: use a-z, 0-9, _, - and .");
        }
    }

    private void claim(String name) {
        requireName(name);
        if (has(name)) {
            throw new IllegalArgumentException("'" + name + "' is put twice");
        }
    }

    private NpyArray array(String name) {
        NpyArray array = arrays.get(name);
        if (array == null) {
            throw new InputException(origin + ": the array '" + name + "' is missing");
        }
        return array;
    }

    private NpyArray typed(String name, DType type, int[] shape) {
        NpyArray array = array(name);
        if (array.dtype() != type || (shape.length > 0 && !Arrays.equals(shape, array.shape()))) {
            throw new InputException(origin + ": the array '" + name + "' is " + array + " where " + type.numpyName()
                    + (shape.length == 0 ? "" : " " + Arrays.toString(shape)) + " is expected");
        }
        return array;
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
