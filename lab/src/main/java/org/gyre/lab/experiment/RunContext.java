package org.gyre.lab.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gyre.core.Progress;
import org.gyre.core.random.RandomStream;
import org.gyre.data.catalogue.CatalogueEntry;
import org.gyre.data.catalogue.DataFolder;
import org.gyre.data.catalogue.ImageSet;
import org.gyre.lab.engine.Engine;
import org.gyre.lab.engine.Jobs;
import org.gyre.lab.engine.LocalEngine;

/// What a session may ask of its surroundings, and the only way it speaks.
public interface RunContext {
    /// The root of the run's random streams. Derive every stream by name and step from it.
    RandomStream random();

    /// Number of threads to use. Results must not depend on it.
    int threads();

    /// Evaluates the populations of a search; whoever asked for the run ends it. Results must not depend on it.
    default Engine engine() {
        return new LocalEngine(threads(), Jobs.installed());
    }

    /// Adds one row to `scalars.csv`. Names that are left out leave an empty cell.
    ///
    /// @param step the number of completed steps that the values belong to
    /// @param values finite numbers by name; each name is one of [Session#scalarNames]
    /// @throws org.gyre.lab.run.NumericFailure if a value is NaN or infinite
    void scalars(long step, Map<String, Double> values);

    /// Tells the user something about the science or the numbers, once per code and run: it goes to the
    /// log, to `result.json` and to the report. A code that the preset expects, because it keeps to
    /// numbers of its paper, becomes a note of the report.
    ///
    /// @param code a short name in capitals, for example `COVARIANCE_SINGULAR`
    /// @param sentence what happened, where, and what to do
    void warn(String code, String sentence);

    /// Tells the user that a check of the experiment's own failed, so that its result must not be used as
    /// it stands: as [#warn], and the run ends with exit code 1, also where nothing is claimed.
    void fail(String code, String sentence);

    /// Appends to `events.jsonl`. Values are text, numbers, booleans, or lists and maps of these.
    void event(String type, Map<String, ?> fields);

    /// Progress inside a step or an analysis that takes seconds; the runner reports whole steps by itself.
    Progress progress();

    /// Whether the user asked to stop. A session need not look: the runner stops between steps. A long
    /// [Session#finish] should look and, when asked, throw [StopRequested].
    boolean stopRequested();

    /// An input file or folder named in the configuration, resolved against the folder of the TOML file.
    /// Its SHA-256 goes into the manifest.
    ///
    /// @throws org.gyre.core.InputException if it does not exist or cannot be read
    Path input(String name);

    /// The files of a data set that the program knows by name, in the order of its entry.
    ///
    /// @throws org.gyre.core.InputException if one is missing (the message says how to get it)
    default List<Path> files(CatalogueEntry entry) {
        return DataFolder.ofUser().files(entry);
    }

    /// The images of such a data set; every file is held against its SHA-256.
    ///
    /// @throws org.gyre.core.InputException if a file is missing, cannot be read or is not the published one
    default ImageSet images(CatalogueEntry entry) {
        return DataFolder.read(entry, files(entry));
    }
}
