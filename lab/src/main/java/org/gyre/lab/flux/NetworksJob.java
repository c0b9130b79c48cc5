package org.gyre.lab.flux;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gyre.lab.engine.Engine;
import org.gyre.lab.engine.Job;
import org.gyre.lab.engine.Population;
import org.gyre.lab.engine.Workplace;
import org.gyre.lab.run.Snapshot;
import org.gyre.lab.run.SnapshotBytes;
import org.gyre.nets.boltzmann.search.NetworkValues;
import org.gyre.nets.boltzmann.search.ParetoFront.Point;

/// Evaluates networks of a [FluxPareto].
///
/// In, as [SnapshotBytes]: `units` N, `scale` β, `weights` `[network][to][from]`, integers. Out: `information` in nats
/// and `period`, `[network]`.
public final class NetworksJob implements Job {
    private static final String NAME = "flux-networks";
    private static final int MOST_PIECES = 64;

    /// For the service loader.
    public NetworksJob() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte[] compute(byte[] input, Workplace workplace) {
        return Population.told(() -> evaluate(SnapshotBytes.read(input, NAME)));
    }

    private static byte[] evaluate(Snapshot in) {
        int size = Math.toIntExact(in.integer("units") * in.integer("units"));
        NetworkValues values = new NetworkValues((int) in.integer("units"), in.real("scale"));
        int[] weights = in.ints("weights");
        double[] information = new double[weights.length / size];
        double[] period = new double[information.length];
        for (int k = 0; k < information.length; k++) {
            Point point = values.of(Arrays.copyOfRange(weights, k * size, (k + 1) * size));
            information[k] = point.information();
            period[k] = point.period();
        }
        Snapshot out = new Snapshot();
        out.put("information", information);
        out.put("period", period);
        return SnapshotBytes.of(out);
    }

    /// Evaluates through an engine, [NetworkValues#SLICE] networks at a time, since each takes microseconds, and of
    /// large populations more.
    static NetworkValues.Evaluator by(Engine engine, int units, double scale) {
        Population population = new Population(engine, NAME);
        return networks -> {
            List<byte[]> slices = new ArrayList<>();
            int each = Math.max(NetworkValues.SLICE, Math.ceilDiv(networks.size(), MOST_PIECES));
            for (int from = 0; from < networks.size(); from += each) {
                slices.add(input(units, scale, networks.subList(from, Math.min(networks.size(), from + each))));
            }
            List<Point> points = new ArrayList<>();
            for (byte[] output : population.evaluate(slices)) {
                Snapshot values = SnapshotBytes.read(output, NAME);
                double[] information = values.doubles("information");
                double[] period = values.doubles("period", information.length);
                for (int k = 0; k < information.length; k++) {
                    points.add(new Point(networks.get(points.size()), information[k], period[k]));
                }
            }
            return points;
        };
    }

    private static byte[] input(int units, double scale, List<int[]> networks) {
        Snapshot in = new Snapshot();
        in.put("units", (long) units);
        in.put("scale", scale);
        in.put("weights", networks.stream().flatMapToInt(Arrays::stream).toArray(), networks.size(), units, units);
        return SnapshotBytes.of(in);
    }
}
