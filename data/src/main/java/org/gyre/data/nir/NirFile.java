package org.gyre.data.nir;

import java.util.List;

/// What was read from a file.
///
/// @param version of the program that wrote it, or empty if the file does not say it
/// @param graph the network
/// @param warnings a sentence each about what was not understood or does not fit
public record NirFile(String version, NirGraph graph, List<String> warnings) {
    public NirFile {
        warnings = List.copyOf(warnings);
    }
}
