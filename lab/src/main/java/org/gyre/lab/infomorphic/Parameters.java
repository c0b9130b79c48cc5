package org.gyre.lab.infomorphic;

import java.util.List;
import org.gyre.core.optimise.Adam;
import org.gyre.lab.run.SnapshotReader;
import org.gyre.lab.run.SnapshotWriter;
import org.gyre.nets.infomorphic.layer.Afferents;
import org.gyre.nets.infomorphic.layer.Layer;

/// Everything that layers have learned, to and from checkpoints.
final class Parameters {
    private Parameters() {}

    /// @param prefix of all names: one snapshot may hold several networks
    static void save(String prefix, List<Layer> layers, SnapshotWriter out) {
        for (int l = 0; l < layers.size(); l++) {
            out.put(prefix + "steps_" + l, layers.get(l).steps());
            int number = 0;
            for (Afferents afferents : layers.get(l).afferents()) {
                for (Adam parameters : afferents.parameters()) {
                    String name = prefix + "layer_" + l + "_" + number++;
                    out.put(name, parameters.parameters());
                    out.put(name + "_mean", parameters.mean());
                    out.put(name + "_square", parameters.square());
                }
            }
        }
    }

    /// @param prefix as it was given to [#save]
    static void restore(String prefix, List<Layer> layers, SnapshotReader in) {
        for (int l = 0; l < layers.size(); l++) {
            layers.get(l).resumeAt(in.integer(prefix + "steps_" + l));
            int number = 0;
            for (Afferents afferents : layers.get(l).afferents()) {
                for (Adam parameters : afferents.parameters()) {
                    String name = prefix + "layer_" + l + "_" + number++;
                    copy(in, name, parameters.parameters());
                    copy(in, name + "_mean", parameters.mean());
                    copy(in, name + "_square", parameters.square());
                }
            }
        }
    }

    private static void copy(SnapshotReader in, String name, float[] into) {
        System.arraycopy(in.floats(name, into.length), 0, into, 0, into.length);
    }
}
