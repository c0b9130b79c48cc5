package org.gyre.measure.avalanche;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.gyre.core.random.RandomStream;

/// Sums the profiles of avalanches while a recording arrives in pieces, and those of bootstrap replicas with them.
///
/// A replica takes each avalanche as often as a Poisson number of mean 1 says, which is the bootstrap over avalanches
/// without a list of them (Chamandy et al. 2012). An avalanche that an end of the recording cuts has no shape and is
/// left out, as is one longer than [#LONGEST] steps. Not thread-safe.
public final class ProfileCounter {
    /// The longest duration whose profile is kept, in steps.
    public static final int LONGEST = 200;

    /// Poisson(1): P(N ≤ n) for n = 0, 1, …; beyond the last entry is less than 10⁻⁷.
    private static final double[] CUMULATIVE = cumulative();

    private final AvalancheProfiles data = new AvalancheProfiles(LONGEST);
    private final List<AvalancheProfiles> replicas = new ArrayList<>();
    private final RandomGenerator random;
    private final int[] profile = new int[LONGEST];
    private int duration;
    private boolean atStart = true;
    private boolean cut;

    /// @param replicas how many, 0 for none
    /// @param stream   of their draws
    public ProfileCounter(int replicas, RandomStream stream) {
        for (int r = 0; r < replicas; r++) {
            this.replicas.add(new AvalancheProfiles(LONGEST));
        }
        random = stream.generator();
    }

    /// Goes on with the next piece of the recording.
    ///
    /// @param activity spikes per step, `[time]`
    public void add(int[] activity) {
        for (int spikes : activity) {
            step(spikes);
        }
    }

    /// The profiles of the recording up to the last silent step.
    public AvalancheProfiles data() {
        return data;
    }

    /// The same of each replica.
    public List<AvalancheProfiles> replicas() {
        return List.copyOf(replicas);
    }

    private void step(int spikes) {
        if (spikes > 0) {
            if (duration == 0) {
                cut = atStart;
            }
            if (duration < LONGEST) {
                profile[duration] = spikes;
            }
            duration = Math.min(duration, LONGEST) + 1;
        } else if (duration > 0) {
            if (!cut && duration <= LONGEST) {
                count();
            }
            duration = 0;
        }
        atStart = false;
    }

    private void count() {
        data.add(profile, duration, 1);
        for (AvalancheProfiles replica : replicas) {
            double u = random.nextDouble();
            int times = 0;
            while (times < CUMULATIVE.length && u >= CUMULATIVE[times]) {
                times++;
            }
            if (times > 0) {
                replica.add(profile, duration, times);
            }
        }
    }

    private static double[] cumulative() {
        double[] cumulative = new double[10];
        double p = Math.exp(-1);
        double sum = 0;
        for (int n = 0; n < cumulative.length; n++) {
            sum += p;
            cumulative[n] = sum;
            p /= n + 1;
        }
        return cumulative;
    }
}
