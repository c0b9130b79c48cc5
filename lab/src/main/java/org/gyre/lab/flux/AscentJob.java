package org.gyre.lab.flux;

import org.gyre.core.random.RandomStream;
import org.gyre.lab.engine.Job;
import org.gyre.lab.engine.Population;
import org.gyre.lab.engine.Streams;
import org.gyre.lab.engine.Workplace;
import org.gyre.lab.flux.FluxEvolution.Study;
import org.gyre.lab.run.Snapshot;
import org.gyre.lab.run.SnapshotBytes;
import org.gyre.nets.boltzmann.FluxObjective;
import org.gyre.nets.boltzmann.search.GradientAscent;

/// Some ascents of the exact gradient, beside which a [FluxEvolution] is held.
///
/// In, as [SnapshotBytes]: the study (`units`, `constraint`, `limit`), `steps` at most, `starts`, and the key `stream`.
/// Out, of the best: `weights` `[to][from]`, `information` and `residual` in nats, `steps`, and `converged` 0 or 1.
public final class AscentJob implements Job {
    static final String NAME = "flux-ascent";

    /// Largest component of the projected gradient of a maximum, nats.
    private static final double TOLERANCE = 1e-9;

    /// For the service loader.
    public AscentJob() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte[] compute(byte[] input, Workplace workplace) {
        return Population.told(() -> climb(SnapshotBytes.read(input, NAME)));
    }

    private static byte[] climb(Snapshot in) {
        Study study = EvolutionJob.study(in);
        GradientAscent.Optimum best = new GradientAscent(
                        FluxObjective.of(study.units()),
                        study.constraint().of(study.limit()),
                        (int) in.integer("steps"),
                        TOLERANCE)
                .best((int) in.integer("starts"), Streams.get("stream", in));
        Snapshot out = new Snapshot();
        out.put("weights", best.weights());
        out.put("information", best.information());
        out.put("steps", (long) best.steps());
        out.put("residual", best.projectedGradient());
        out.put("converged", best.converged() ? 1L : 0L);
        return SnapshotBytes.of(out);
    }

    static byte[] input(Study study, int steps, int starts, RandomStream stream) {
        Snapshot in = new Snapshot();
        EvolutionJob.put(study, in);
        in.put("steps", (long) steps);
        in.put("starts", (long) starts);
        Streams.put("stream", stream, in);
        return SnapshotBytes.of(in);
    }

    static GradientAscent.Optimum optimum(byte[] output) {
        Snapshot out = SnapshotBytes.read(output, NAME);
        return new GradientAscent.Optimum(
                out.doubles("weights"),
                out.real("information"),
                (int) out.integer("steps"),
                out.real("residual"),
                out.integer("converged") == 1);
    }
}
