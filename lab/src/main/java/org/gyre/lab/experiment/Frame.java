package org.gyre.lab.experiment;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gyre.lab.run.Claim;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The keys of a TOML file that belong to every experiment.
///
/// @param kind the kind of experiment
/// @param seed the run's seed
/// @param inputFolder the folder that input files are resolved against, when it is not the file's own
/// @param preset what the configuration is about
/// @param claims what is claimed of the result
record Frame(
        String kind,
        @Default("1") long seed,
        @Nullable String inputFolder,
        @Nullable Header preset,
        @Default("[]") List<Claim> claims) {

    static final Set<String> KEYS = Set.of("kind", "seed", "input_folder", "preset", "claims");

    /// The table `[preset]`.
    ///
    /// @param id the preset that a resolved configuration was made from
    /// @param minutes expected wall time on two cores
    /// @param expectedWarnings codes of warnings that the paper's own numbers earn; they become notes
    ///     of the report, unless a key is overridden
    record Header(
            @Default("") String id,
            String title,
            @Default("") String paper,
            @Default("0") double minutes,
            @Default("") String summary,
            @Default("[]") List<String> expectedWarnings) {
        Header {
            expectedWarnings = List.copyOf(expectedWarnings);
            if (minutes < 0) {
                throw new IllegalArgumentException("minutes = " + minutes + ": must not be negative");
            }
        }
    }

    Frame {
        Set<String> ids = new HashSet<>();
        for (Claim claim : claims) {
            if (!ids.add(claim.id())) {
                throw new IllegalArgumentException("claims: two have the id \"" + claim.id() + "\"");
            }
        }
    }

    Frame withSeed(long newSeed) {
        return new Frame(kind, newSeed, inputFolder, preset, claims);
    }

    /// With a changed number the paper no longer answers for a warning.
    Frame withoutExpectations() {
        Header header = preset == null
                ? null
                : new Header(
                        preset.id(), preset.title(), preset.paper(), preset.minutes(), preset.summary(), List.of());
        return new Frame(kind, seed, inputFolder, header, claims);
    }

    /// @throws InputException naming file, line and key
    static Frame read(TomlTree tree) {
        ObjectNode node = tree.root().deepCopy();
        node.retain(KEYS);
        return RecordReader.read(tree, node, "", Frame.class, Set.of());
    }
}
