package org.gyre.app.web;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gyre.app.web.http.Route;
import org.gyre.app.web.measure.MeasureRoutes;
import org.gyre.app.web.play.PlayRoutes;
import org.gyre.app.web.runs.FolderRuns;
import org.gyre.app.web.runs.PresetRoutes;
import org.gyre.app.web.sweeps.SweepCatalogue;
import org.gyre.app.web.sweeps.SweepRoutes;
import org.gyre.app.web.work.Program;
import org.gyre.lab.storage.Storage;

/// Everything that the page can ask for, in one folder.
public final class Services implements AutoCloseable {
    private static final String RUNS = "runs";

    private final MeasureRoutes measure;
    private final FolderRuns runs;
    private final List<Route> routes = new ArrayList<>();

    /// The services of a folder.
    ///
    /// @param folder   the working folder, with the folders `runs` and `sweeps`
    /// @param scratch  a folder of the server's own, which is empty
    /// @param parallel how many runs may be at work at once
    public Services(Path folder, Storage storage, Program program, Path scratch, int parallel) {
        SweepCatalogue sweeps = new SweepCatalogue(folder, folder.resolve(RUNS));
        this.runs = new FolderRuns(folder.resolve(RUNS), sweeps, storage, program, scratch, parallel);
        this.measure = new MeasureRoutes(folder, storage, program, scratch);
        routes.addAll(PlayRoutes.routes());
        routes.addAll(PresetRoutes.routes());
        routes.addAll(runs.routes());
        routes.addAll(new SweepRoutes(sweeps, folder).routes());
        routes.addAll(measure.routes());
    }

    /// What is answered to.
    public List<Route> routes() {
        return List.copyOf(routes);
    }

    /// Ends what nobody could ask for any more; runs go on.
    @Override
    public void close() {
        runs.close();
        measure.close();
    }
}
