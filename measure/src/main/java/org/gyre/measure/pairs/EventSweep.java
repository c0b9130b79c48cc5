package org.gyre.measure.pairs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gyre.core.Team;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.surrogate.SurrogateTest;
import org.gyre.measure.transfer.TransferEntropy;

/// Counts the words of all pairs at the instants at which the source's word has a one; those at which it has none are
/// what is left of the target's own counts. The way for sources that fire seldom, for long words, and for surrogates
/// that are no shifts: a surrogate only says where the events go.
record EventSweep(Letters letters, TransferEntropy transfer, DiscreteEntropy entropy) {
    /// Instants of all groups of targets that are kept ready while the sources pass by: 64 MB.
    private static final long INSTANTS_KEPT = 1L << 25;

    /// Places of events of the surrogates that meet one group before the next: 4 MB for each thread.
    private static final int PLACES_KEPT = 1 << 20;

    void run(Optional<SurrogateTest> test, PairValues values, Team team) {
        int lanes = TargetLanes.lanes(1 + transfer.targetHistory());
        int block = lanes * (int) Math.max(1, INSTANTS_KEPT / letters.instants());
        for (int first = 0; first < letters.units(); first += block) {
            int from = first;
            TargetLanes[] groups = groups(from, Math.min(letters.units(), from + block), team);
            List<Runnable> tasks = new ArrayList<>();
            for (int source = 0; source < letters.units(); source++) {
                int unit = source;
                tasks.add(() -> new Task(unit, from, groups, values).run(test));
            }
            team.run(tasks);
        }
    }

    private TargetLanes[] groups(int from, int to, Team team) {
        int words = 1 + transfer.targetHistory();
        int lanes = TargetLanes.lanes(words);
        TargetLanes[] groups = new TargetLanes[Math.ceilDiv(to - from, lanes)];
        team.run(IntStream.range(0, groups.length)
                .<Runnable>mapToObj(g -> () -> {
                    int start = from + g * lanes;
                    groups[g] = new TargetLanes(
                            Math.min(lanes, to - start),
                            words,
                            letters.instants(),
                            lane -> letters.target(start + lane));
                })
                .toList());
        return groups;
    }

    /// What is done with a target whose cells are filled.
    private interface Reader {
        void read(int target);
    }

    /// One source, which passes by some groups of targets.
    private final class Task {
        private final int source;
        private final int from;
        private final TargetLanes[] groups;
        private final PairValues values;
        private final Events events;
        private final int[] table = TargetLanes.table(transfer.sourceHistory(), 1 + transfer.targetHistory());
        private final Contingency cells = new Contingency(transfer.sourceHistory(), transfer.targetHistory());

        Task(int source, int from, TargetLanes[] groups, PairValues values) {
            this.source = source;
            this.from = from;
            this.groups = groups;
            this.values = values;
            events = Events.of(letters.source(source));
        }

        void run(Optional<SurrogateTest> test) {
            for (int g = 0; g < groups.length; g++) {
                meet(
                        g,
                        events.instants(),
                        target -> values.enter(source, target, cells.nats(entropy), cells.analyticPValue()));
            }
            if (test.isPresent()) {
                test(test.get().splitBy(source));
            }
        }

        private void test(SurrogateTest test) {
            int targets = Arrays.stream(groups).mapToInt(TargetLanes::lanes).sum();
            double[][] surrogates = new double[targets][test.count()];
            int batch = Math.max(1, PLACES_KEPT / Math.max(1, events.instants().length));
            for (int first = 0; first < test.count(); first += batch) {
                int[][] places = new int[Math.min(batch, test.count() - first)][];
                for (int i = 0; i < places.length; i++) {
                    places[i] = test.shuffle()
                            .places(
                                    events.instants(),
                                    letters.lengths(),
                                    test.stream().split(first + i).generator());
                }
                for (int g = 0; g < groups.length; g++) {
                    for (int i = 0; i < places.length; i++) {
                        int surrogate = first + i;
                        meet(g, places[i], target -> surrogates[target - from][surrogate] = cells.nats(entropy));
                    }
                }
            }
            for (int k = 0; k < targets; k++) {
                if (from + k != source) {
                    values.enter(source, from + k, surrogates[k], test.shuffle().label());
                }
            }
        }

        /// Fills the cells for each target of a group in turn and has them read.
        private void meet(int group, int[] places, Reader reader) {
            TargetLanes targets = groups[group];
            int first = from + group * TargetLanes.lanes(1 + transfer.targetHistory());
            targets.count(places, events.words(), transfer.sourceHistory(), table);
            for (int lane = 0; lane < targets.lanes(); lane++) {
                if (first + lane != source) {
                    targets.cells(lane, transfer.sourceHistory(), table, cells.counts());
                    cells.addUp();
                    reader.read(first + lane);
                }
            }
        }
    }
}
