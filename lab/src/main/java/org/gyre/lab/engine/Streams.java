package org.gyre.lab.engine;

import org.gyre.core.random.RandomStream;
import org.gyre.lab.run.SnapshotReader;
import org.gyre.lab.run.SnapshotWriter;

/// Random streams that travel with a piece of work: the four words of their key.
public final class Streams {
    private Streams() {}

    public static void put(String name, RandomStream stream, SnapshotWriter out) {
        out.put(name, new int[] {stream.k0(), stream.k1(), stream.k2(), stream.k3()});
    }

    public static RandomStream get(String name, SnapshotReader in) {
        int[] key = in.ints(name, 4);
        return new RandomStream(key[0], key[1], key[2], key[3]);
    }
}
