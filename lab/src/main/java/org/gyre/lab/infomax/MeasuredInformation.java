package org.gyre.lab.infomax;

import java.util.Arrays;
import org.gyre.core.BinaryRaster;
import org.gyre.core.Unit;
import org.gyre.measure.mutualinfo.GaussianInformation;
import org.gyre.measure.mutualinfo.GaussianInformation.Condition;
import org.gyre.nets.infomax.LagCovariances;

/// Gaussian information of a recording, with what had to be done to obtain it.
///
/// @param bits NaN if the covariance was singular beyond repair
/// @param condition state of the covariances
record MeasuredInformation(double bits, Condition condition) {
    static MeasuredInformation of(BinaryRaster raster, int lag, double[] centre) {
        LagCovariances moments = LagCovariances.of(raster, lag, centre);
        GaussianInformation information =
                GaussianInformation.of(raster.units(), moments.covariance(), moments.lagged());
        return new MeasuredInformation(
                information.defined() ? Unit.BITS.fromNats(information.nats()) : Double.NaN, information.condition());
    }

    boolean regular() {
        return condition == Condition.REGULAR;
    }

    static double[] bits(MeasuredInformation[] all) {
        return Arrays.stream(all).mapToDouble(MeasuredInformation::bits).toArray();
    }

    static long irregular(MeasuredInformation[] all) {
        return Arrays.stream(all).filter(one -> !one.regular()).count();
    }

    /// How many of the covariances needed repair, as a sentence for a caption; empty if none did.
    static String sentence(MeasuredInformation[] all) {
        long irregular = irregular(all);
        if (irregular == 0) {
            return "";
        }
        return " Of " + all.length + " covariances " + irregular + " needed repair (" + count(all, Condition.JITTERED)
                + " singular and raised on the diagonal, " + count(all, Condition.CLAMPED)
                + " with a canonical correlation clamped below one, " + count(all, Condition.SINGULAR)
                + " beyond repair and left out); their values are marked and not to be trusted.";
    }

    private static long count(MeasuredInformation[] all, Condition condition) {
        return Arrays.stream(all).filter(one -> one.condition() == condition).count();
    }
}
