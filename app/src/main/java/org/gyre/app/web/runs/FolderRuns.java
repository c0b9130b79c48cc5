package org.gyre.app.web.runs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gyre.app.web.http.Route;
import org.gyre.app.web.sweeps.SweepCatalogue;
import org.gyre.app.web.work.Program;
import org.gyre.core.InputException;
import org.gyre.lab.storage.Storage;

/// The runs of a folder as the page sees them: the list, each of them, and the queue.
public final class FolderRuns implements AutoCloseable {
    private final RunQueue queue;
    private final List<Route> routes = new ArrayList<>();

    /// Begins to look at a folder: what is in it is read before anybody asks, and runs that wait from before
    /// may begin.
    ///
    /// @param runs     the folder of runs
    /// @param sweeps   those of the folder, which are listed among the runs
    /// @param scratch  folder for what the processes say
    /// @param parallel how many runs may be at work at once
    public FolderRuns(Path runs, SweepCatalogue sweeps, Storage storage, Program program, Path scratch, int parallel) {
        WaitingList waiting = new WaitingList(runs, storage);
        RunCatalogue catalogue = new RunCatalogue(runs, waiting);
        Thread.ofVirtual().name("first look at runs").start(() -> readAhead(catalogue, sweeps));
        this.queue = new RunQueue(catalogue, sweeps, waiting, storage, program, scratch, parallel);
        routes.addAll(new RunRoutes(catalogue, sweeps, waiting, queue, storage).routes());
        routes.addAll(new RunActions(catalogue, waiting, queue, storage).routes());
    }

    private static void readAhead(RunCatalogue catalogue, SweepCatalogue sweeps) {
        try {
            catalogue.list();
            sweeps.list();
        } catch (InputException unreadable) {
            return; // who asks for the list is told
        }
    }

    /// What is answered to.
    public List<Route> routes() {
        return List.copyOf(routes);
    }

    /// Lets no more runs begin; those at work go on.
    @Override
    public void close() {
        queue.close();
    }
}
