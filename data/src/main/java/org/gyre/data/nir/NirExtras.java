package org.gyre.data.nir;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gyre.data.hdf5.Hdf5Value;

/// What a node carries besides the parameters of its type. It is kept as it was read and written again.
///
/// @param metadata what people or programs noted about the node; it does not change what the node computes
/// @param parameters those that its type does not define, by name
public record NirExtras(SortedMap<String, Hdf5Value> metadata, SortedMap<String, Hdf5Value> parameters) {
    /// Nothing besides.
    public static final NirExtras NONE = new NirExtras(new TreeMap<>(), new TreeMap<>());

    public NirExtras {
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    /// Metadata alone.
    public static NirExtras ofMetadata(Map<String, ? extends Hdf5Value> metadata) {
        return new NirExtras(new TreeMap<>(metadata), new TreeMap<>());
    }
}
