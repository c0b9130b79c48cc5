package org.gyre.lab.run;

/// Gives back what was put into a [SnapshotWriter].
///
/// Every method throws [org.gyre.core.InputException], naming the checkpoint and the entry, when the entry is
/// missing, has another type, or has not the expected shape; an empty `shape` accepts any. Arrays belong to the
/// caller.
///
/// @see Snapshot
public interface SnapshotReader {
    boolean has(String name);

    /// The shape of an array.
    int[] shape(String name);

    float[] floats(String name, int... shape);

    double[] doubles(String name, int... shape);

    /// Fills an array that is as long as the one that was put.
    default void into(double[] array, String name) {
        System.arraycopy(doubles(name, array.length), 0, array, 0, array.length);
    }

    int[] ints(String name, int... shape);

    long[] longs(String name, int... shape);

    byte[] bytes(String name, int... shape);

    long integer(String name);

    double real(String name);

    String text(String name);
}
