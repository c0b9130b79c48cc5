package org.gyre.lab.run;

/// Receives the complete state of a session: arrays become `.npy` files, single values go into `checkpoint.json`.
///
/// Names are unique within a snapshot and consist of `a-z`, `0-9`, `_`, `-` and `.`. Arrays are row-major; their
/// length is the product of the shape; without a shape they are vectors. They are not copied.
///
/// @see Snapshot
public interface SnapshotWriter {
    void put(String name, float[] values, int... shape);

    void put(String name, double[] values, int... shape);

    void put(String name, int[] values, int... shape);

    void put(String name, long[] values, int... shape);

    void put(String name, byte[] values, int... shape);

    void put(String name, long value);

    void put(String name, double value);

    void put(String name, String value);
}
