package org.gyre.cluster;

/// How many tasks to put into one slice: so many that Spark's own time per slice does not count, so few that
/// the end is shared by all cores.
final class Pace {
    /// Spark's driver hands out some hundred slices a second; of more cores each must take longer.
    private static final double SECONDS = 0.25;

    private static final double SECONDS_PER_CORE = 0.005;

    private static final int MOST = 2000;

    /// Each core finds at least so many slices until the end.
    private static final int SHARES = 4;

    /// Weight of the newest slice.
    private static final double NEWEST = 0.3;

    private double mean = Double.NaN;

    /// Tasks of the next slice, at least 1.
    ///
    /// @param cores of the cluster
    /// @param left  tasks that are left
    synchronized int tasks(int cores, long left) {
        if (Double.isNaN(mean)) {
            return 1;
        }
        double wanted = seconds(cores) / Math.max(mean, 1e-9);
        double share = (double) left / ((double) cores * SHARES);
        return (int) Math.clamp(Math.min(wanted, share), 1, MOST);
    }

    /// After so long no further task of a slice begins: it has more than was foreseen.
    static double limit(int cores) {
        return 4 * seconds(cores);
    }

    /// What a slice should take.
    private static double seconds(int cores) {
        return Math.max(SECONDS, cores * SECONDS_PER_CORE);
    }

    /// Takes the time of a slice.
    synchronized void learn(double seconds, int tasks) {
        double now = seconds / tasks;
        mean = Double.isNaN(mean) ? now : mean + (NEWEST * (now - mean));
    }
}
