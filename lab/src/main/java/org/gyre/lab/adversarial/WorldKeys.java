package org.gyre.lab.adversarial;

import java.util.Objects;
import java.util.stream.Stream;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.lab.experiment.RunContext;
import org.jspecify.annotations.Nullable;

/// The world in which networks learn to infer: exactly one of these.
///
/// @param linear       linear layers with normal noise
/// @param product      two causes whose product is the input
/// @param mixture      two causes in clusters whose weighted sum is the input
/// @param bars         bars in images
/// @param populations  two populations with a way around
/// @param dynamics     sequences of a linear dynamical system
/// @param ball         sequences of a ball that bounces in a box
/// @param movingDigits sequences of a small picture that bounces on a canvas
public record WorldKeys(
        @Nullable LinearKeys linear,
        @Nullable ProductKeys product,
        @Nullable MixtureKeys mixture,
        @Nullable BarsKeys bars,
        @Nullable PopulationsKeys populations,
        @Nullable DynamicsKeys dynamics,
        @Nullable BallKeys ball,
        @Nullable MovingDigitsKeys movingDigits) {
    private static final String TABLES =
            "[world.linear], [world.product], [world.mixture], [world.bars], [world.populations],"
                    + " [world.dynamics], [world.ball] and [world.moving_digits]";

    /// A world with its judges.
    interface World extends Problem.Keys, Sized {
        /// Opens the world.
        ///
        /// @param stream of what is drawn once for all networks
        Problem open(RunContext context, RandomStream stream);
    }

    /// @throws InputException if there is none, or more than one
    public WorldKeys {
        long given = given(linear, product, mixture, bars, populations, dynamics, ball, movingDigits)
                .count();
        if (given != 1) {
            throw new InputException("world: " + given + " worlds are given; give one of the tables " + TABLES);
        }
    }

    private static Stream<World> given(@Nullable World... worlds) {
        return Stream.of(worlds).filter(Objects::nonNull).map(Objects::requireNonNull);
    }

    World world() {
        return given(linear, product, mixture, bars, populations, dynamics, ball, movingDigits)
                .findFirst()
                .orElseThrow();
    }
}
