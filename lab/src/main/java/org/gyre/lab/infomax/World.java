package org.gyre.lab.infomax;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.gyre.core.BinaryStimulus;
import org.gyre.core.Team;
import org.gyre.core.linalg.TiledBlas;
import org.gyre.core.random.RandomStream;
import org.gyre.data.image.GreyImage;
import org.gyre.data.stimulus.OnOffEncoder;
import org.gyre.data.stimulus.PulseSequence;
import org.gyre.data.stimulus.RandomBits;
import org.gyre.lab.experiment.RunContext;
import org.gyre.nets.infomax.BlockSimulator;
import org.gyre.nets.infomax.InfomaxParameters;
import org.jspecify.annotations.Nullable;

/// What a network lives in: its parameters and the stimuli, made anew from a named stream for training
/// and for each test.
final class World implements AutoCloseable {
    private final InfomaxConfiguration configuration;
    private final InfomaxParameters parameters;
    private final RandomStream random;
    private final @Nullable List<GreyImage> pictures;
    private final @Nullable ExecutorService ahead;

    World(InfomaxConfiguration configuration, RunContext context) {
        this.configuration = configuration;
        this.random = context.random();
        this.parameters = parameters(configuration);
        PatchSection patches = configuration.patches();
        this.pictures = patches == null ? null : patches.whitened(context);
        this.ahead = context.threads() < 2
                ? null
                : Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name("draws-ahead").factory());
    }

    /// The network's parameters, with the inputs that the configuration gives it.
    static InfomaxParameters parameters(InfomaxConfiguration configuration) {
        PatchSection patches = configuration.patches();
        RandomInputSection bits = configuration.randomInput();
        int inputs = patches != null ? patches.inputs() : bits != null ? bits.units() : 0;
        double rate = patches != null ? patches.rate() : bits != null ? bits.rate() : 0;
        return configuration.network().parameters(inputs, rate);
    }

    /// The matrix algebra of a block; the thread that draws ahead has nothing else to do meanwhile.
    TiledBlas algebra() {
        return ahead == null ? TiledBlas.alone() : TiledBlas.on(Team.helpedBy(ahead, 1));
    }

    /// Simulates a network of this world with spikes and stimuli from streams of the given name.
    ///
    /// @param forced spikes that are forced upon free units, or null
    BlockSimulator simulator(String name, @Nullable BinaryStimulus forced) {
        return new BlockSimulator(parameters, random.split(name).split("spikes"), inputs(name), forced, ahead);
    }

    /// Ends the helping thread.
    @Override
    public void close() {
        if (ahead != null) {
            ahead.shutdownNow();
        }
    }

    InfomaxParameters parameters() {
        return parameters;
    }

    RandomStream random() {
        return random;
    }

    /// States of the clamped units, or null if there are none.
    @Nullable
    BinaryStimulus inputs(String name) {
        RandomInputSection bits = configuration.randomInput();
        if (bits != null) {
            return new RandomBits(bits.units(), bits.rate(), random.split(name).split("input"));
        }
        return encoder(name);
    }

    /// The ON and OFF cells, or null if there are no pictures.
    @Nullable
    OnOffEncoder encoder(String name) {
        PatchSection patches = configuration.patches();
        return patches == null || pictures == null
                ? null
                : patches.encoder(pictures, random.split(name).split("input"));
    }

    /// The taught sequence, or null if there is none.
    @Nullable
    PulseSequence pulses(String name) {
        PulseSection pulses = configuration.pulses();
        return pulses == null
                ? null
                : pulses.sequence(parameters.freeUnits(), random.split(name).split("pulses"));
    }
}
