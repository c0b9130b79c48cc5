package org.gyre.lab.flux;

import org.gyre.core.random.RandomStream;
import org.gyre.lab.engine.Job;
import org.gyre.lab.engine.Population;
import org.gyre.lab.engine.Streams;
import org.gyre.lab.engine.Workplace;
import org.gyre.lab.flux.FluxEvolution.Study;
import org.gyre.lab.run.Snapshot;
import org.gyre.lab.run.SnapshotBytes;
import org.gyre.lab.run.SnapshotReader;
import org.gyre.lab.run.SnapshotWriter;
import org.gyre.nets.boltzmann.FluxObjective;
import org.gyre.nets.boltzmann.search.Evolution;
import org.jspecify.annotations.Nullable;

/// Some generations of one repeat of a [FluxEvolution]: the children of one generation take microseconds each, and
/// the next needs their values. All that the repeat is travels with it.
///
/// In, as [SnapshotBytes]: the study (`units`, `constraint`, `limit`), the settings (`parents`, `offspring`,
/// `deviation`, `patience`), the key `stream`, `count` of generations, and the [state][#put] unless it begins. Out: the
/// state.
public final class EvolutionJob implements Job {
    static final String NAME = "flux-evolution";

    /// For the service loader.
    public EvolutionJob() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte[] compute(byte[] input, Workplace workplace) {
        return Population.told(() -> evolve(SnapshotBytes.read(input, NAME)));
    }

    private static byte[] evolve(Snapshot in) {
        Study study = study(in);
        Evolution.Settings settings = new Evolution.Settings(
                (int) in.integer("parents"),
                (int) in.integer("offspring"),
                in.real("deviation"),
                study.constraint().of(study.limit()),
                (int) in.integer("patience"));
        FluxObjective objective = FluxObjective.of(study.units());
        RandomStream stream = Streams.get("stream", in);
        Evolution evolution = in.has("state_counts")
                ? Evolution.resume(study.units(), objective, settings, stream, state("state_", "", in))
                : Evolution.start(study.units(), objective, settings, stream);
        evolution.advance((int) in.integer("count"));
        Snapshot out = new Snapshot();
        put("state_", "", evolution.state(), out);
        return SnapshotBytes.of(out);
    }

    /// @param state where it stands, or absent at its start
    static byte[] input(
            Study study, Evolution.Settings settings, RandomStream stream, int count, Evolution.@Nullable State state) {
        Snapshot in = new Snapshot();
        put(study, in);
        in.put("parents", (long) settings.parents());
        in.put("offspring", (long) settings.offspring());
        in.put("deviation", settings.deviation());
        in.put("patience", (long) settings.patience());
        Streams.put("stream", stream, in);
        in.put("count", (long) count);
        if (state != null) {
            put("state_", "", state, in);
        }
        return SnapshotBytes.of(in);
    }

    static Evolution.State state(byte[] output) {
        return state("state_", "", SnapshotBytes.read(output, NAME));
    }

    static void put(Study study, SnapshotWriter out) {
        out.put("units", (long) study.units());
        out.put("constraint", study.constraint().name());
        out.put("limit", study.limit());
    }

    static Study study(SnapshotReader in) {
        return new Study((int) in.integer("units"), WeightLimit.valueOf(in.text("constraint")), in.real("limit"));
    }

    /// Puts a state: `parents`, `values`, `best_ever`, `best_value`, and `counts` of generations, evaluations,
    /// restarts, generations waited, and words of the stream.
    ///
    /// @param before the names
    /// @param after  the names
    static void put(String before, String after, Evolution.State state, SnapshotWriter out) {
        out.put(before + "parents" + after, state.parents());
        out.put(before + "values" + after, state.values());
        out.put(before + "best_ever" + after, state.best());
        out.put(before + "best_value" + after, state.bestValue());
        out.put(before + "counts" + after, new long[] {
            state.generations(), state.evaluations(), state.restarts(), state.waited(), state.position()
        });
    }

    /// @param before as it was given to [#put]
    /// @param after  as it was given to [#put]
    static Evolution.State state(String before, String after, SnapshotReader in) {
        long[] counts = in.longs(before + "counts" + after, 5);
        return new Evolution.State(
                in.doubles(before + "parents" + after),
                in.doubles(before + "values" + after),
                in.doubles(before + "best_ever" + after),
                in.real(before + "best_value" + after),
                counts[0],
                counts[1],
                (int) counts[2],
                (int) counts[3],
                counts[4]);
    }
}
