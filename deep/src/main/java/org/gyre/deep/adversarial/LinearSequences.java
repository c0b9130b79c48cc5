package org.gyre.deep.adversarial;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.gyre.core.InputException;
import org.gyre.core.linalg.SymmetricEigen;
import org.gyre.deep.torch.Draws;
import org.gyre.deep.torch.Precision;
import org.gyre.measure.posterior.KalmanFilter;

/// Sequences of a linear dynamical system, z_t = A z_{t−1} + w_t and x_t = C z_t + v_t. The input is all
/// frames, x = (x₁ … x_n), the cause is the state behind the last of them, z = z_n, or the last two states.
public final class LinearSequences implements Generation, AutoCloseable {
    private static final int MOST = 1 << 16;

    private final int frames;
    private final int inputs;
    private final int latents;
    private final int states;
    private final Tensor firstMean;
    /// Transposed roots of the covariances, so that rows of noise can be multiplied from the left.
    private final Tensor firstRoot;
    private final Tensor stateRoot;
    private final Tensor inputRoot;
    private final Tensor transition;
    private final Tensor observation;

    /// @param system with the law of its first state
    /// @param frames n ≥ 1
    /// @throws InputException if there is no frame, or a frame too many
    public LinearSequences(KalmanFilter system, int frames, Precision precision) {
        this(system, frames, 1, precision);
    }

    /// Sequences whose cause is one state or more.
    ///
    /// @param system with the law of its first state
    /// @param frames n ≥ 1
    /// @param states that are the cause, the last of them, 1 to n
    /// @throws InputException if there is no frame or no state, or one too many
    public LinearSequences(KalmanFilter system, int frames, int states, Precision precision) {
        if (frames < 1 || (long) frames * system.inputs() > MOST) {
            throw new InputException("frames = " + frames + " of " + system.inputs()
                    + " numbers: take at least one frame, and at most " + MOST + " numbers");
        }
        if (states < 1 || states > frames) {
            throw new InputException("states = " + states + " of " + frames + " frames: must be from 1 to the frames");
        }
        this.frames = frames;
        this.inputs = system.inputs();
        this.latents = system.latents();
        this.states = states;
        try (PointerScope scope = new PointerScope()) {
            assert scope != null;
            firstMean = keep(precision.tensor(system.firstMean(), 1, latents));
            firstRoot = root(latents, system.firstCovariance(), precision);
            stateRoot = root(latents, system.stateNoise(), precision);
            inputRoot = root(inputs, system.inputNoise(), precision);
            transition =
                    keep(precision.tensor(system.transition(), latents, latents).t());
            observation =
                    keep(precision.tensor(system.observation(), inputs, latents).t());
        }
    }

    private static Tensor keep(Tensor tensor) {
        tensor.retainReference();
        return tensor;
    }

    /// Bᵀ with B Bᵀ = S, from the eigenvectors, so that S may lack some directions.
    private static Tensor root(int n, double[] covariance, Precision precision) {
        SymmetricEigen eigen = SymmetricEigen.of(n, covariance);
        double[] transposed = new double[n * n];
        for (int k = 0; k < n; k++) {
            double deviation = Math.sqrt(Math.max(0, eigen.values()[k]));
            for (int i = 0; i < n; i++) {
                transposed[k * n + i] = deviation * eigen.vectors()[k][i];
            }
        }
        return keep(precision.tensor(transposed, n, n));
    }

    @Override
    public List<Integer> sizes() {
        return List.of(frames * inputs, states * latents);
    }

    @Override
    public List<Tensor> dream(int samples, Draws draws) {
        Tensor z = torch.addmm(firstMean, draws.normal(samples, latents), firstRoot);
        TensorVector shown = new TensorVector();
        TensorVector behind = new TensorVector();
        for (int t = 0; t < frames; t++) {
            if (t > 0) {
                z = torch.addmm(draws.normal(samples, latents).mm(stateRoot), z, transition);
            }
            if (t >= frames - states) {
                behind.push_back(z);
            }
            shown.push_back(torch.addmm(draws.normal(samples, inputs).mm(inputRoot), z, observation));
        }
        return List.of(torch.cat(shown, 1), torch.cat(behind, 1));
    }

    /// Frees the tensors.
    @Override
    public void close() {
        List.of(firstMean, firstRoot, stateRoot, inputRoot, transition, observation)
                .forEach(Tensor::releaseReference);
    }
}
