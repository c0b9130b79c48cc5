package org.gyre.deep.hybrid;

import java.util.Map;

/// A stretch of a network that computes its output from its input, and the gradient of its input
/// from that of its output: a run of LibTorch's layers, or a kernel of our own such as a spiking
/// layer.
///
/// Arrays are batches, `[sample][step][unit]` row-major, of the shapes that the segment tells; what
/// a segment returns is the caller's, what it is given it does not change. One thread at a time
/// uses a segment.
public interface Segment extends AutoCloseable {
    /// For messages, such as `lif` or `dense`.
    String name();

    /// Of one sample.
    SignalShape input();

    /// Of one sample.
    SignalShape output();

    /// Computes a batch. In a training pass it keeps what [#backward] needs, until the next pass.
    ///
    /// @param input   `samples` × `input().size()` numbers
    /// @param samples ≥ 1
    /// @return `samples` × `output().size()` numbers
    float[] forward(float[] input, int samples, Pass pass);

    /// Adds the gradient of the parameters for the last training pass to what is there, and gives
    /// that of its input.
    ///
    /// @param gradient of the loss with respect to the output, `samples` × `output().size()`
    ///     numbers
    /// @return the gradient with respect to the input, `samples` × `input().size()` numbers; empty
    ///     where the segment was made without it
    /// @throws IllegalStateException if no training pass came before
    float[] backward(float[] gradient);

    /// Euclidean norms of the gradients that were added up since the last step, by the names of the
    /// parameters.
    Map<String, Double> gradientNorms();

    /// Follows the gradients that were added up since the last call, and forgets them.
    ///
    /// @param rate learning rate η, not negative
    /// @throws ArithmeticException if a gradient is not finite; nothing has then been changed in
    ///     this segment
    void learn(double rate);

    /// All that training changes, for checkpoints.
    SegmentState state();

    /// Goes back to a state, and forgets gradients.
    ///
    /// @throws org.gyre.core.InputException if it is the state of another segment
    void restore(SegmentState state);

    /// Frees memory outside the Java heap, if there is any.
    @Override
    default void close() {}

    /// What a pass through the network is for.
    enum Pass {
        /// Random layers work, and a backward pass follows.
        TRAINING,
        /// Nothing is random, and nothing is kept.
        EVALUATION
    }
}
