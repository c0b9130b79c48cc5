package org.gyre.app.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.SpikeTrains;

/// Units of a recording that fired at exactly the same times: a channel that was written twice.
final class Twins {
    private Twins() {}

    /// The names of the units of each group of two or more; silent units are none.
    static List<List<String>> among(SpikeTrains trains, List<String> names) {
        Map<Integer, List<Integer>> byHash = new HashMap<>();
        for (int unit = 0; unit < trains.units(); unit++) {
            if (trains.ticks()[unit].length > 0) {
                byHash.computeIfAbsent(Arrays.hashCode(trains.ticks()[unit]), hash -> new ArrayList<>())
                        .add(unit);
            }
        }
        List<List<Integer>> groups = new ArrayList<>();
        byHash.values().forEach(candidates -> split(trains, candidates, groups));
        return groups.stream()
                .filter(group -> group.size() > 1)
                .sorted((a, b) -> Integer.compare(a.getFirst(), b.getFirst()))
                .map(group -> group.stream().map(names::get).toList())
                .toList();
    }

    /// Equal hashes are not yet equal trains.
    private static void split(SpikeTrains trains, List<Integer> candidates, List<List<Integer>> groups) {
        int own = groups.size();
        for (int unit : candidates) {
            boolean placed = false;
            for (int g = own; g < groups.size() && !placed; g++) {
                if (Arrays.equals(
                        trains.ticks()[unit], trains.ticks()[groups.get(g).getFirst()])) {
                    groups.get(g).add(unit);
                    placed = true;
                }
            }
            if (!placed) {
                groups.add(new ArrayList<>(List.of(unit)));
            }
        }
    }
}
