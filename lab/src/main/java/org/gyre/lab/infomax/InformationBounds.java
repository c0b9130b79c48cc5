package org.gyre.lab.infomax;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.gyre.core.Unit;
import org.gyre.lab.report.Reference;
import org.gyre.nets.infomax.InfomaxParameters;

/// What a Gaussian information must be read against: the value that independent spikes alone would
/// show, and the entropy of the spikes, which a true information cannot exceed and this proxy can. Both
/// in bits.
///
/// @param bias N²/(2T), the sampling bias of T pairs of states
/// @param entropy Σ H₂(p̄)
record InformationBounds(double bias, double entropy) {
    static InformationBounds of(InfomaxParameters parameters, int pairs) {
        double n = parameters.units();
        return new InformationBounds(
                Unit.BITS.fromNats(n * n / (2.0 * pairs)), Unit.BITS.fromNats(parameters.entropyBound()));
    }

    /// A sentence for a caption.
    String sentence() {
        return String.format(
                Locale.ROOT,
                "The Gaussian information is a proxy: for binary units it is not bounded by their entropy N·H₂(p̄), here"
                        + " %.2f bits. Independent spikes alone would show %.2f bits (sampling bias N²/2T).",
                entropy,
                bias);
    }

    /// Lines to compare curves with; a bound far above them would flatten them and stands in the caption
    /// only.
    ///
    /// @param across the axis of the information
    /// @param curves what is drawn; NaN is ignored
    Reference[] references(Reference.Across across, double[]... curves) {
        double largest = Arrays.stream(curves)
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        List<Reference> references = new ArrayList<>();
        references.add(new Reference("sampling bias N²/2T", across, bias, bias));
        if (entropy < 2 * largest) {
            references.add(new Reference("entropy bound N·H₂(p̄)", across, entropy, entropy));
        }
        return references.toArray(Reference[]::new);
    }
}
