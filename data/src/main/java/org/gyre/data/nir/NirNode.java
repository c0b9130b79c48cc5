package org.gyre.data.nir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gyre.core.InputException;
import org.gyre.data.npy.NpyArray;

/// A node of a graph: a function of signals in time, or a graph within the graph.
///
/// Parameters keep the type in which they were given (float32, float64, …). Those of neurons have one number for
/// each neuron, and their shape is the shape of the signal. The constructors refuse parameters that do not fit
/// together and numbers that are not finite with an [InputException]; of thresholds and time constants,
/// plus infinity is allowed. In the equations, I is the input, v a potential and z the output; times are in
/// seconds.
public sealed interface NirNode
        permits NirGraph,
                NirNode.Input,
                NirNode.Output,
                NirNode.Affine,
                NirNode.Linear,
                NirNode.Scale,
                NirNode.I,
                NirNode.If,
                NirNode.Li,
                NirNode.Lif,
                NirNode.CubaLi,
                NirNode.CubaLif,
                NirNode.Threshold,
                NirNode.Delay,
                NirNode.Flatten,
                NirNode.Conv1d,
                NirNode.Conv2d,
                NirNode.SumPool2d,
                NirNode.AvgPool2d,
                NirNode.Unknown {
    /// The name of the type in files, as `CubaLIF`.
    String type();

    /// What it carries besides its parameters.
    NirExtras extras();

    /// The shape of its input, where the node says it.
    default Optional<List<Integer>> inputShape() {
        return Optional.empty();
    }

    /// The shape of its output, where the node says it; that of the input for most.
    default Optional<List<Integer>> outputShape() {
        return inputShape();
    }

    /// Where signals come in.
    ///
    /// @param shape of the signal at one time
    record Input(List<Integer> shape, NirExtras extras) implements NirNode {
        public Input {
            shape = List.copyOf(shape);
            new Checks("Input").atLeast("shape", shape, 0);
        }

        public Input(List<Integer> shape) {
            this(shape, NirExtras.NONE);
        }

        @Override
        public String type() {
            return "Input";
        }

        @Override
        public Optional<List<Integer>> inputShape() {
            return Optional.of(shape);
        }
    }

    /// Where signals go out.
    ///
    /// @param shape of the signal at one time
    record Output(List<Integer> shape, NirExtras extras) implements NirNode {
        public Output {
            shape = List.copyOf(shape);
            new Checks("Output").atLeast("shape", shape, 0);
        }

        public Output(List<Integer> shape) {
            this(shape, NirExtras.NONE);
        }

        @Override
        public String type() {
            return "Output";
        }

        @Override
        public Optional<List<Integer>> inputShape() {
            return Optional.of(shape);
        }
    }

    /// z = W I + b.
    ///
    /// @param weight `[…, outputs, inputs]`
    /// @param bias `[…, outputs]`
    record Affine(NpyArray weight, NpyArray bias, NirExtras extras) implements NirNode {
        public Affine {
            Checks checks = Linear.check("Affine", weight).finite("bias", bias);
            checks.shape("bias", bias, Linear.outputs(weight), "the weight " + Checks.list(weight));
        }

        public Affine(NpyArray weight, NpyArray bias) {
            this(weight, bias, NirExtras.NONE);
        }

        @Override
        public String type() {
            return "Affine";
        }

        @Override
        public Optional<List<Integer>> inputShape() {
            return Optional.of(Linear.inputs(weight));
        }

        @Override
        public Optional<List<Integer>> outputShape() {
            return Optional.of(Linear.outputs(weight));
        }
    }

    /// z = W I.
    ///
    /// @param weight `[…, outputs, inputs]`
    record Linear(NpyArray weight, NirExtras extras) implements NirNode {
        public Linear {
            check("Linear", weight);
        }

        public Linear(NpyArray weight) {
            this(weight, NirExtras.NONE);
        }

        private static Checks check(String type, NpyArray weight) {
            Checks checks = new Checks(type).finite("weight", weight);
            if (weight.rank() < 2) {
                throw checks.refused("weight has shape " + Checks.list(weight)
                        + ", where at least 2 dimensions are needed: outputs and inputs");
            }
            return checks;
        }

        private static List<Integer> inputs(NpyArray weight) {
            List<Integer> shape = new ArrayList<>(Checks.list(weight));
            shape.remove(shape.size() - 2);
            return List.copyOf(shape);
        }

        private static List<Integer> outputs(NpyArray weight) {
            List<Integer> shape = Checks.list(weight);
            return shape.subList(0, shape.size() - 1);
        }

        @Override
        public String type() {
            return "Linear";
        }

        @Override
        public Optional<List<Integer>> inputShape() {
            return Optional.of(inputs(weight));
        }

        @Override
        public Optional<List<Integer>> outputShape() {
            return Optional.of(outputs(weight));
        }
    }

    /// z = s I, element by element.
    record Scale(NpyArray scale, NirExtras extras) implements NirNode {
        public Scale {
            new Checks("Scale").finite("scale", scale);
        }

        public Scale(NpyArray scale) {
            this(scale, NirExtras.NONE);
        }

        @Override
        public String type() {
            return "Scale";
        }

        @Override
        public Optional<List<Integer>> inputShape() {
            return Optional.of(Checks.list(scale));
        }
    }

    /// An integrator: v' = r I, z = v.
    record I(NpyArray r, NirExtras extras) implements NirNode {
        public I {
            new Checks("I").finite("r", r);
        }

        public I(NpyArray r) {
            this(r, NirExtras.NONE);
        }

        @Override
        public String type() {
            return "I";
        }

        @Override
        public Optional<List<Integer>> inputShape() {
            return Optional.of(Checks.list(r));
        }
    }

    /// Integrate and fire: v' = r I; z = 1 and v becomes `vReset` where v > `vThreshold`.
    ///
    /// @param vReset zeros in files that do not say it
    record If(NpyArray r, NpyArray vThreshold, NpyArray vReset, NirExtras extras) implements NirNode {
        public If {
            new Checks("IF")
                    .finite("r", r)
                    .threshold("v_threshold", vThreshold)
                    .finite("v_reset", vReset)
                    .sameShape("v_threshold", vThreshold)
                    .sameShape("v_reset", vReset);
        }

        public If(NpyArray r, NpyArray vThreshold, NpyArray vReset) {
            this(r, vThreshold, vReset, NirExtras.NONE);
        }

        @Override
        public String type() {
            return "IF";
        }

        @Override
        public Optional<List<Integer>> inputShape() {
            return Optional.of(Checks.list(r));
        }
    }

    /// A leaky integrator: τ v' = (`vLeak` - v) + r I, z = v.
    record Li(NpyArray tau, NpyArray r, NpyArray vLeak, NirExtras extras) implements NirNode {
        public Li {
            new Checks("LI")
                    .time("tau", tau)
                    .finite("r", r)
                    .finite("v_leak", vLeak)
                    .sameShape("r", r)
                    .sameShape("v_leak", vLeak);
        }

        public Li(NpyArray tau, NpyArray r, NpyArray vLeak) {
            this(tau, r, vLeak, NirExtras.NONE);
        }

        @Override
        public String type() {
            return "LI";
        }

        @Override
        public Optional<List<Integer>> inputShape() {
            return Optional.of(Checks.list(tau));
        }
    }

    /// Leaky integrate and fire: τ v' = (`vLeak` - v) + r I; z = 1 and v becomes `vReset` where v > `vThreshold`.
    ///
    /// @param vReset zeros in files that do not say it
    record Lif(NpyArray tau, NpyArray r, NpyArray vLeak, NpyArray vThreshold, NpyArray vReset, NirExtras extras)
            implements NirNode {
        public Lif {
            new Checks("LIF")
                    .time("tau", tau)
                    .finite("r", r)
                    .finite("v_leak", vLeak)
                    .threshold("v_threshold", vThreshold)
                    .finite("v_reset", vReset)
                    .sameShape("r", r)
                    .sameShape("v_leak", vLeak)
                    .sameShape("v_threshold", vThreshold)
                    .sameShape("v_reset", vReset);
        }

        public Lif(NpyArray tau, NpyArray r, NpyArray vLeak, NpyArray vThreshold, NpyArray vReset) {
            this(tau, r, vLeak, vThreshold, vReset, NirExtras.NONE);
        }

        @Override
        public String type() {
            return "LIF";
        }

        @Override
        public Optional<List<Integer>> inputShape() {
            return Optional.of(Checks.list(tau));
        }
    }

    /// A leaky integrator behind a synapse: `tauSyn` i' = -i + `wIn` I, `tauMem` v' = (`vLeak` - v) + r i, z = v.
    ///
    /// @param wIn ones in files that do not say it
    record CubaLi(NpyArray tauSyn, NpyArray tauMem, NpyArray r, NpyArray vLeak, NpyArray wIn, NirExtras extras)
            implements NirNode {
        public CubaLi {
            new Checks("CubaLI")
                    .time("tau_syn", tauSyn)
                    .time("tau_mem", tauMem)
                    .finite("r", r)
                    .finite("v_leak", vLeak)
                    .finite("w_in", wIn)
                    .sameShape("tau_mem", tauMem)
                    .sameShape("r", r)
                    .sameShape("v_leak", vLeak)
                    .sameShape("w_in", wIn);
        }

        public CubaLi(NpyArray tauSyn, NpyArray tauMem, NpyArray r, NpyArray vLeak, NpyArray wIn) {
            this(tauSyn, tauMem, r, vLeak, wIn, NirExtras.NONE);
        }

        @Override
        public String type() {
            return "CubaLI";
        }

        @Override
        public Optional<List<Integer>> inputShape() {
            return Optional.of(Checks.list(tauSyn));
        }
    }

    /// Leaky integrate and fire behind a synapse: `tauSyn` i' = -i + `wIn` I, `tauMem` v' = (`vLeak` - v) + r i; z = 1
    /// and v becomes `vReset` where v > `vThreshold`.
    ///
    /// @param vReset zeros in files that do not say it
    /// @param wIn ones in files that do not say it
    record CubaLif(
            NpyArray tauSyn,
            NpyArray tauMem,
            NpyArray r,
            NpyArray vLeak,
            NpyArray vThreshold,
            NpyArray vReset,
            NpyArray wIn,
            NirExtras extras)
            implements NirNode {
        public CubaLif {
            new Checks("CubaLIF")
                    .time("tau_syn", tauSyn)
                    .time("tau_mem", tauMem)
                    .finite("r", r)
                    .finite("v_leak", vLeak)
                    .threshold("v_threshold", vThreshold)
                    .finite("v_reset", vReset)
                    .finite("w_in", wIn)
                    .sameShape("tau_mem", tauMem)
                    .sameShape("r", r)
                    .sameShape("v_leak", vLeak)
                    .sameShape("v_threshold", vThreshold)
                    .sameShape("v_reset", vReset)
                    .sameShape("w_in", wIn);
        }

        public CubaLif(
                NpyArray tauSyn,
                NpyArray tauMem,
                NpyArray r,
                NpyArray vLeak,
                NpyArray vThreshold,
                NpyArray vReset,
                NpyArray wIn) {
            this(tauSyn, tauMem, r, vLeak, vThreshold, vReset, wIn, NirExtras.NONE);
        }

        @Override
        public String type() {
            return "CubaLIF";
        }

        @Override
        public Optional<List<Integer>> inputShape() {
            return Optional.of(Checks.list(tauSyn));
        }
    }

    /// z = 1 where I > `threshold`, otherwise 0.
    record Threshold(NpyArray threshold, NirExtras extras) implements NirNode {
        public Threshold {
            new Checks("Threshold").threshold("threshold", threshold);
        }

        public Threshold(NpyArray threshold) {
            this(threshold, NirExtras.NONE);
        }

        @Override
        public String type() {
            return "Threshold";
        }

        @Override
        public Optional<List<Integer>> inputShape() {
            return Optional.of(Checks.list(threshold));
        }
    }

    /// z(t) = I(t - `delay`), element by element.
    record Delay(NpyArray delay, NirExtras extras) implements NirNode {
        public Delay {
            new Checks("Delay").finite("delay", delay).time("delay", delay);
        }

        public Delay(NpyArray delay) {
            this(delay, NirExtras.NONE);
        }

        @Override
        public String type() {
            return "Delay";
        }

        @Override
        public Optional<List<Integer>> inputShape() {
            return Optional.of(Checks.list(delay));
        }
    }

    /// Makes one dimension of the dimensions from `startDim` to `endDim`, the latter included.
    ///
    /// @param inputShape of the signal, if known
    /// @param startDim from 0, or negative from behind
    /// @param endDim likewise; -1 is the last
    record Flatten(Optional<List<Integer>> inputShape, int startDim, int endDim, NirExtras extras) implements NirNode {
        public Flatten {
            inputShape = inputShape.map(List::copyOf);
            Checks checks = new Checks("Flatten");
            if (inputShape.isPresent()) {
                List<Integer> shape = inputShape.get();
                checks.atLeast("input_type", shape, 0);
                int rank = shape.size();
                int start = startDim < 0 ? startDim + rank : startDim;
                int end = endDim < 0 ? endDim + rank : endDim;
                if (start < 0 || end >= rank || start > end) {
                    throw checks.refused("start_dim " + startDim + " and end_dim " + endDim
                            + " name no range of the dimensions of " + shape);
                }
                if (product(shape.subList(start, end + 1)) > Integer.MAX_VALUE) {
                    throw checks.refused("input_type " + shape + " has more elements than a dimension can hold");
                }
            }
        }

        public Flatten(Optional<List<Integer>> inputShape, int startDim, int endDim) {
            this(inputShape, startDim, endDim, NirExtras.NONE);
        }

        /// No more than a little above 2³¹.
        private static long product(List<Integer> extents) {
            long product = 1;
            for (int extent : extents) {
                product = extent == 0 ? 0 : Math.min(product * extent, 1L << 31);
            }
            return product;
        }

        @Override
        public String type() {
            return "Flatten";
        }

        @Override
        public Optional<List<Integer>> outputShape() {
            return inputShape.map(shape -> {
                int start = startDim < 0 ? startDim + shape.size() : startDim;
                int end = endDim < 0 ? endDim + shape.size() : endDim;
                List<Integer> flat = new ArrayList<>(shape.subList(0, start));
                flat.add((int) product(shape.subList(start, end + 1)));
                flat.addAll(shape.subList(end + 1, shape.size()));
                return List.copyOf(flat);
            });
        }
    }

    /// A convolution in one dimension. Programs that need `spatial` do not read a file without it; the package
    /// `nir` 1.0.7 is one.
    ///
    /// @param spatial `[length]` of the input, if known (`input_shape` in files)
    /// @param weight `[outputs, inputs / groups, length]`
    /// @param stride `[1 number]`
    /// @param padding a word or 1 number
    /// @param dilation `[1 number]`
    /// @param groups into which inputs and outputs fall
    /// @param bias `[outputs]`
    record Conv1d(
            Optional<List<Integer>> spatial,
            NpyArray weight,
            List<Integer> stride,
            NirPadding padding,
            List<Integer> dilation,
            int groups,
            NpyArray bias,
            NirExtras extras)
            implements NirNode {
        public Conv1d {
            spatial = spatial.map(List::copyOf);
            stride = List.copyOf(stride);
            dilation = List.copyOf(dilation);
            Convolutions.check("Conv1d", spatial, weight, stride, padding, dilation, groups, bias);
        }

        @Override
        public String type() {
            return "Conv1d";
        }

        @Override
        public Optional<List<Integer>> inputShape() {
            return Convolutions.input(spatial, weight, groups);
        }

        @Override
        public Optional<List<Integer>> outputShape() {
            return Convolutions.output(spatial, weight, stride, padding, dilation);
        }
    }

    /// A convolution in two dimensions. Programs that need `spatial` do not read a file without it; the package
    /// `nir` 1.0.7 is one.
    ///
    /// @param spatial `[height, width]` of the input, if known (`input_shape` in files)
    /// @param weight `[outputs, inputs / groups, height, width]`
    /// @param stride `[vertical, horizontal]`
    /// @param padding a word or 2 numbers
    /// @param dilation `[vertical, horizontal]`
    /// @param groups into which inputs and outputs fall
    /// @param bias `[outputs]`
    record Conv2d(
            Optional<List<Integer>> spatial,
            NpyArray weight,
            List<Integer> stride,
            NirPadding padding,
            List<Integer> dilation,
            int groups,
            NpyArray bias,
            NirExtras extras)
            implements NirNode {
        public Conv2d {
            spatial = spatial.map(List::copyOf);
            stride = List.copyOf(stride);
            dilation = List.copyOf(dilation);
            Convolutions.check("Conv2d", spatial, weight, stride, padding, dilation, groups, bias);
        }

        @Override
        public String type() {
            return "Conv2d";
        }

        @Override
        public Optional<List<Integer>> inputShape() {
            return Convolutions.input(spatial, weight, groups);
        }

        @Override
        public Optional<List<Integer>> outputShape() {
            return Convolutions.output(spatial, weight, stride, padding, dilation);
        }
    }

    /// The sum over windows in each channel.
    ///
    /// @param kernelSize `[height, width]` of the window
    /// @param stride `[vertical, horizontal]`
    /// @param padding zeros on both sides, `[vertical, horizontal]`
    record SumPool2d(List<Integer> kernelSize, List<Integer> stride, List<Integer> padding, NirExtras extras)
            implements NirNode {
        public SumPool2d {
            kernelSize = List.copyOf(kernelSize);
            stride = List.copyOf(stride);
            padding = List.copyOf(padding);
            check("SumPool2d", kernelSize, stride, padding);
        }

        private static void check(String type, List<Integer> kernelSize, List<Integer> stride, List<Integer> padding) {
            new Checks(type)
                    .sizes("kernel_size", kernelSize, 2, 1)
                    .sizes("stride", stride, 2, 1)
                    .sizes("padding", padding, 2, 0);
        }

        @Override
        public String type() {
            return "SumPool2d";
        }
    }

    /// The mean over windows in each channel.
    ///
    /// @param kernelSize `[height, width]` of the window
    /// @param stride `[vertical, horizontal]`
    /// @param padding zeros on both sides, `[vertical, horizontal]`
    record AvgPool2d(List<Integer> kernelSize, List<Integer> stride, List<Integer> padding, NirExtras extras)
            implements NirNode {
        public AvgPool2d {
            kernelSize = List.copyOf(kernelSize);
            stride = List.copyOf(stride);
            padding = List.copyOf(padding);
            SumPool2d.check("AvgPool2d", kernelSize, stride, padding);
        }

        @Override
        public String type() {
            return "AvgPool2d";
        }
    }

    /// A node of a type that is not defined here, with all it has.
    ///
    /// @param type its name in files
    /// @param extras all its parameters and metadata
    record Unknown(String type, NirExtras extras) implements NirNode {
        public Unknown {
            if (type.isEmpty()) {
                throw new InputException("a node has an empty type; name it");
            }
        }
    }
}
