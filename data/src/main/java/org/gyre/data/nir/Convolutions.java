package org.gyre.data.nir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gyre.data.npy.NpyArray;

/// Shapes around a convolution of any number of spatial dimensions.
final class Convolutions {
    private Convolutions() {}

    /// Checks all sizes of a convolution.
    static void check(
            String type,
            Optional<List<Integer>> spatial,
            NpyArray weight,
            List<Integer> stride,
            NirPadding padding,
            List<Integer> dilation,
            int groups,
            NpyArray bias) {
        int dimensions = type.equals("Conv1d") ? 1 : 2;
        Checks checks = new Checks(type).finite("weight", weight).finite("bias", bias);
        if (weight.rank() != dimensions + 2) {
            throw checks.refused("weight has shape " + Checks.list(weight) + ", where " + (dimensions + 2)
                    + " dimensions are needed: outputs, inputs and those of the kernel");
        }
        checks.atLeast("weight's shape", Checks.list(weight), 1);
        int outputs = weight.shape()[0];
        if (groups < 1 || outputs % groups != 0) {
            throw checks.refused("groups is " + groups + ", which does not divide the " + outputs
                    + " outputs of the weight; give a divisor of at least 1");
        }
        checks.shape("bias", bias, List.of(outputs), "the weight " + Checks.list(weight))
                .sizes("stride", stride, dimensions, 1)
                .sizes("dilation", dilation, dimensions, 1);
        if (padding instanceof NirPadding.Sizes sizes) {
            checks.sizes("padding", sizes.sizes(), dimensions, 0);
        }
        if (spatial.isPresent()) {
            checks.sizes("input_shape", spatial.get(), dimensions, 1);
            for (long extent : extents(spatial.get(), weight, stride, padding, dilation)) {
                if (extent < 1 || extent > Integer.MAX_VALUE) {
                    throw checks.refused("a kernel of shape " + Checks.list(weight) + " with dilation " + dilation
                            + " does not fit into input_shape " + spatial.get() + " with its padding");
                }
            }
        }
    }

    /// floor((n + 2 padding - dilation (kernel - 1) - 1) / stride) + 1 in each dimension.
    private static List<Long> extents(
            List<Integer> spatial, NpyArray weight, List<Integer> stride, NirPadding padding, List<Integer> dilation) {
        List<Long> extents = new ArrayList<>();
        for (int d = 0; d < spatial.size(); d++) {
            long kernel = weight.shape()[2 + d];
            long reach = dilation.get(d) * (kernel - 1) + 1;
            long input = spatial.get(d);
            extents.add(
                    switch (padding) {
                        case NirPadding.Named named ->
                            switch (named) {
                                case SAME -> input;
                                case VALID -> Math.floorDiv(input - reach, stride.get(d)) + 1;
                            };
                        case NirPadding.Sizes sizes ->
                            Math.floorDiv(input + 2L * sizes.sizes().get(d) - reach, stride.get(d)) + 1;
                    });
        }
        return extents;
    }

    /// Channels, then the extents of the input, if they are known.
    static Optional<List<Integer>> input(Optional<List<Integer>> spatial, NpyArray weight, int groups) {
        return spatial.map(extents -> {
            List<Integer> shape = new ArrayList<>();
            shape.add(Math.multiplyExact(weight.shape()[1], groups));
            shape.addAll(extents);
            return List.copyOf(shape);
        });
    }

    /// Channels, then the extents of the output, if those of the input are known.
    static Optional<List<Integer>> output(
            Optional<List<Integer>> spatial,
            NpyArray weight,
            List<Integer> stride,
            NirPadding padding,
            List<Integer> dilation) {
        return spatial.map(extents -> {
            List<Integer> shape = new ArrayList<>();
            shape.add(weight.shape()[0]);
            for (long extent : extents(extents, weight, stride, padding, dilation)) {
                shape.add(Math.toIntExact(extent));
            }
            return List.copyOf(shape);
        });
    }
}
