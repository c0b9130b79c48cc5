package org.gyre.lab.infomorphic;

import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.lab.engine.Job;
import org.gyre.lab.engine.Population;
import org.gyre.lab.engine.Streams;
import org.gyre.lab.engine.Workplace;
import org.gyre.lab.run.Json;
import org.gyre.lab.run.Snapshot;
import org.gyre.lab.run.SnapshotBytes;
import org.gyre.nets.infomorphic.memory.InfomorphicRule;
import org.gyre.nets.memory.Patterns;

/// How well one memory of a [MemorySearch] recalls one set of random patterns.
///
/// In, as [SnapshotBytes]: `neurons`, their keys as JSON; `epochs` that they learn; `units` and `patterns`, how many;
/// the key `stream`. Out: `overlap`, the mean of all patterns, or −1 where the neurons ran out of all bounds.
public final class OverlapJob implements Job {
    static final String NAME = "infomorphic-overlap";

    private static final int MOST_STEPS = 200;
    /// Of a memory whose neurons ran out of all bounds: worse than any overlap.
    private static final double BROKEN = -1;

    /// For the service loader.
    public OverlapJob() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte[] compute(byte[] input, Workplace workplace) {
        return Population.told(() -> {
            Snapshot out = new Snapshot();
            try (Team team = Team.of(workplace.threads())) {
                out.put("overlap", overlap(SnapshotBytes.read(input, NAME), team));
            }
            return SnapshotBytes.of(out);
        });
    }

    private static double overlap(Snapshot in, Team team) {
        InfomorphicRule rule =
                Json.parse(in.text("neurons"), MemoryKeys.class).rule().withEpochs((int) in.integer("epochs"));
        RandomStream stream = Streams.get("stream", in);
        Patterns patterns =
                Patterns.random((int) in.integer("patterns"), (int) in.integer("units"), stream.split("patterns"));
        try {
            return rule.learn(patterns, stream.split("rule"), team)
                    .memory()
                    .recall(patterns, MOST_STEPS)
                    .meanOverlap(patterns);
        } catch (InputException e) {
            // The settings are the search's and not a user's.
            return BROKEN;
        }
    }

    static byte[] input(MemoryKeys neurons, int epochs, int units, int patterns, RandomStream stream) {
        Snapshot in = new Snapshot();
        in.put("neurons", Json.line(neurons));
        in.put("epochs", (long) epochs);
        in.put("units", (long) units);
        in.put("patterns", (long) patterns);
        Streams.put("stream", stream, in);
        return SnapshotBytes.of(in);
    }

    static double overlap(byte[] output) {
        return SnapshotBytes.read(output, NAME).real("overlap");
    }
}
