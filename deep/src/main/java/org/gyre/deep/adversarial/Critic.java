package org.gyre.deep.adversarial;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// A discriminator: layers of leaky rectifiers and one linear output D(h), which rises in wake and falls in
/// sleep.
///
/// Its gradients are written in closed form. With aₗ = f(Wₗ aₗ₋₁ + bₗ), f(u) = max(u, .2 u), a₀ = h and D =
/// w·a_L + b, let δ_L = w ∘ f′ and δₗ₋₁ = (δₗ Wₗ) ∘ f′, so that the slope of D is g = δ₁ W₁. What D tells a
/// cell j is gⱼ, the sum over its units of what they weigh: that signal gates the plasticity of the inputs
/// of the cell. For a loss of which each sample has the derivative c with respect to D, and a penalty of
/// which it has the derivative r with respect to g, one more pass upward, v₀ = r, vₗ = (vₗ₋₁ Wₗᵀ) ∘ f′,
/// gives the whole gradient
///
/// ```
/// ∂/∂Wₗ = δₗᵀ (c ∘ aₗ₋₁ + vₗ₋₁),   ∂/∂bₗ = δₗᵀ c,   ∂/∂w = a_Lᵀ c + Σ v_L,   ∂/∂b = Σ c
/// ```
///
/// because f is linear wherever it has a derivative. All is a function of what is next to a synapse and of
/// the phase.
final class Critic {
    private static final double LEAK = 0.2;

    private final Weights weights;
    private final List<Integer> matrices = new ArrayList<>();
    private final List<Integer> biases = new ArrayList<>();
    private final Scalar leak;

    /// @param weights where it declares its own
    /// @param name    prefix of the names of these
    /// @param inputs  numbers that it sees
    /// @param units   in each hidden layer
    /// @param layers  hidden ones ≥ 1
    Critic(Weights weights, String name, int inputs, int units, int layers) {
        this.weights = weights;
        this.leak = new Scalar(LEAK);
        leak.retainReference();
        int below = inputs;
        for (int l = 1; l <= layers; l++) {
            // Stored [from][to], as the forward pass reads them.
            matrices.add(weights.declare(name + ".weights-" + l, Initial.dense(below), below, units));
            biases.add(weights.declare(name + ".bias-" + l, Initial.dense(below), units));
            below = units;
        }
        matrices.add(weights.declare(name + ".weights-output", Initial.dense(below), below, 1));
        biases.add(weights.declare(name + ".bias-output", Initial.dense(below), 1));
    }

    /// What a batch does to the units.
    ///
    /// @param rates  a₀ … a_L, `[sample][unit]`
    /// @param drives Wₗ aₗ₋₁ + bₗ of the hidden layers
    /// @param output D, `[sample][1]`
    private record Response(List<Tensor> rates, List<Tensor> drives, Tensor output) {}

    private Response respond(Tensor activity) {
        List<Tensor> rates = new ArrayList<>(List.of(activity));
        List<Tensor> drives = new ArrayList<>();
        int hidden = matrices.size() - 1;
        for (int l = 0; l < hidden; l++) {
            Tensor drive = torch.addmm(bias(l), rates.getLast(), matrix(l));
            drives.add(drive);
            rates.add(torch.leaky_relu(drive, leak));
        }
        return new Response(rates, drives, torch.addmm(bias(hidden), rates.getLast(), matrix(hidden)));
    }

    private Tensor matrix(int layer) {
        return weights.get(matrices.get(layer));
    }

    private Tensor bias(int layer) {
        return weights.get(biases.get(layer));
    }

    /// u ∘ f′ at a drive.
    private Tensor masked(Tensor u, Tensor drive) {
        return torch.leaky_relu_backward(u, drive, leak, false);
    }

    /// D of a batch, `[sample][1]`. To be called without automatic differentiation, as all methods here.
    Tensor output(Tensor activity) {
        return respond(activity).output;
    }

    /// What the discriminator tells the cells that it sees: the derivative, with respect to their activity,
    /// of a loss whose descent makes activity look as if it were in the other phase. The loss is the mean
    /// of softplus(±D), or of ±D, with + in wake.
    ///
    /// @param activity `[sample][cell]`
    /// @param phase    in which the activity is
    /// @param weight   factor of all
    /// @return `[sample][cell]`
    Tensor signal(Tensor activity, Phase phase, CriticLoss loss, double weight) {
        Response response = respond(activity);
        double factor = phase.sign() * weight / activity.size(0);
        Tensor derivative = switch (loss) {
            case LOGISTIC ->
                response.output.mul(new Scalar(phase.sign())).sigmoid_().mul_(new Scalar(factor));
            case WASSERSTEIN -> response.output.detach().fill_(new Scalar(factor));
        };
        List<Tensor> slopes = slopes(response, derivative);
        return slopes.getFirst().mm(matrix(0).t());
    }

    /// δ₁ … δ_L, each times a number for each sample.
    private List<Tensor> slopes(Response response, Tensor factors) {
        int hidden = matrices.size() - 1;
        List<Tensor> slopes = new ArrayList<>();
        Tensor slope = factors;
        for (int l = hidden; l >= 1; l--) {
            slope = masked(slope.mm(matrix(l).t()), response.drives.get(l - 1));
            slopes.addFirst(slope);
        }
        return slopes;
    }

    /// Adds the gradient of what a discriminator minimises to that of the weights.
    ///
    /// @param activity `[sample][cell]`
    /// @param signs    the phase of each sample, `[sample][1]` of ±1, divided by the number of samples of
    ///     that phase
    /// @param samples  of one phase: the mean is over so many
    void addGradient(Tensor activity, Tensor signs, long samples, CriticLoss loss, Penalty penalty) {
        Response response = respond(activity);
        int hidden = matrices.size() - 1;
        Tensor derivative = derivative(response.output, signs, samples, loss);
        Tensor ones = response.output.detach().clone().fill_(new Scalar(1));
        List<Tensor> slopes = slopes(response, ones);
        boolean penalised = penalty.weight() > 0;
        Tensor up = penalised ? penaltyDerivative(slopes.getFirst().mm(matrix(0).t()), penalty) : ones;
        for (int l = 0; l < hidden; l++) {
            Tensor slope = slopes.get(l);
            Tensor below = response.rates.get(l).mul(derivative);
            if (penalised) {
                below.add_(up);
                up = masked(up.mm(matrix(l)), response.drives.get(l));
            }
            weights.gradient(matrices.get(l)).addmm_(below.t(), slope);
            weights.gradient(biases.get(l)).addmv_(slope.t(), derivative.view(-1));
        }
        Tensor last = response.rates.getLast().t().mm(derivative);
        if (penalised) {
            last.add_(up.sum(0).view(-1, 1));
        }
        weights.gradient(matrices.get(hidden)).add_(last);
        weights.gradient(biases.get(hidden)).add_(derivative.sum(0));
    }

    /// c: −s σ(−s D) / n, or −s / n, with s the sign of the phase.
    private static Tensor derivative(Tensor output, Tensor signs, long samples, CriticLoss loss) {
        Tensor minus = signs.neg();
        return switch (loss) {
            case LOGISTIC ->
                output.mul(minus).mul_(new Scalar((double) samples)).sigmoid_().mul_(minus);
            case WASSERSTEIN -> minus;
        };
    }

    /// r: the derivative of γ · mean φ(|g|) with respect to g.
    private static Tensor penaltyDerivative(Tensor slope, Penalty penalty) {
        double factor = 2 * penalty.weight() / slope.size(0);
        if (penalty.kind() == Penalty.Kind.ZERO_CENTRED) {
            return slope.mul_(new Scalar(factor));
        }
        // Where the slope is 0 the norm has no derivative; 0 is taken.
        Tensor norm = slope.mul(slope).sum(1).sqrt_().view(-1, 1);
        Tensor share = norm.sub(new Scalar(1)).div_(norm.add(new Scalar(TINY)));
        if (penalty.kind() == Penalty.Kind.ONE_SIDED) {
            share.clamp_min_(new Scalar(0));
        }
        return slope.mul_(share).mul_(new Scalar(factor));
    }

    private static final double TINY = 1e-12;

    /// What a discriminator minimises, for a batch: the loss and the penalty, in the order of
    /// [#addGradient].
    double[] objective(Tensor activity, Tensor signs, long samples, CriticLoss loss, Penalty penalty) {
        Response response = respond(activity);
        Tensor terms = response.output.mul(signs.neg());
        double value = weights.value(
                switch (loss) {
                    case LOGISTIC ->
                        torch.softplus(terms.mul(new Scalar((double) samples)))
                                .sum()
                                .mul(new Scalar(1.0 / samples));
                    case WASSERSTEIN -> terms.sum();
                });
        Tensor ones = response.output.detach().clone().fill_(new Scalar(1));
        Tensor slope = slopes(response, ones).getFirst().mm(matrix(0).t());
        Tensor square = slope.mul(slope).sum(1);
        Tensor cost = switch (penalty.kind()) {
            case ZERO_CENTRED -> square;
            case ONE_CENTRED -> square.sqrt().sub_(new Scalar(1)).square();
            case ONE_SIDED ->
                square.sqrt().sub_(new Scalar(1)).clamp_min_(new Scalar(0)).square();
        };
        return new double[] {value, penalty.weight() * weights.value(cost.mean())};
    }

    /// Frees what it holds beside its weights.
    void close() {
        leak.releaseReference();
    }
}
