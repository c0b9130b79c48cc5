package org.gyre.data.stimulus;

import java.util.ArrayList;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.data.image.ColourImage;

/// Drawn pictures of flowers in ten classes: a stand-in where no photographs are at hand.
///
/// Classes differ in the number, the shape and the colour of petals; most colours belong to several
/// classes and so do most shapes, so that neither alone names them all. Within a class, pictures
/// differ in place, size, turn, tilt, shade and light of the flower, in the leaves behind it, and in
/// noise. A flower is where r < ρ(φ) in polar coordinates about its centre, with
/// ρ = R (b + (1 − b) g(x)), x in \[−1, 1] across the petal at the angle φ, and g its shape.
///
/// @param width  pixels per row, 8 to 1024
/// @param height rows, 8 to 1024
public record FlowerPictures(int width, int height) {
    private static final int LEAST_SIDE = 8;
    private static final int MOST_SIDE = 1024;
    /// Points a side that are averaged to a pixel.
    private static final int OVERSAMPLING = 2;

    private static final int LEAVES = 9;
    private static final double NOISE = 0.04;

    private enum Shape {
        ROUND("round", 0.35),
        POINTED("pointed", 0.25),
        NOTCHED("notched", 0.35),
        NARROW("narrow", 0.2);

        private final String label;
        /// ρ between two petals, as a share of R.
        private final double base;

        Shape(String label, double base) {
            this.label = label;
            this.base = base;
        }

        /// g(x), from 0 to 1.
        double reach(double x) {
            double a = Math.abs(x);
            double round = Math.sqrt(Math.max(0, 1 - a * a));
            return switch (this) {
                case ROUND -> round;
                case POINTED -> 1 - a;
                case NOTCHED -> round * (1 - 0.4 * Math.max(0, 1 - a / 0.45));
                case NARROW -> Math.max(0, 1 - a * a / 0.3);
            };
        }
    }

    private enum Colour {
        WHITE("white", 0.95, 0.94, 0.9),
        YELLOW("yellow", 0.95, 0.82, 0.15),
        PINK("pink", 0.93, 0.5, 0.68),
        VIOLET("violet", 0.55, 0.3, 0.8),
        RED("red", 0.85, 0.13, 0.12);

        private final String label;
        private final double red;
        private final double green;
        private final double blue;

        Colour(String label, double red, double green, double blue) {
            this.label = label;
            this.red = red;
            this.green = green;
            this.blue = blue;
        }
    }

    private record Species(int petals, Shape shape, Colour colour, double heart) {}

    private static final List<Species> SPECIES = List.of(
            new Species(13, Shape.NARROW, Colour.WHITE, 0.3),
            new Species(5, Shape.ROUND, Colour.YELLOW, 0.2),
            new Species(5, Shape.NOTCHED, Colour.PINK, 0.15),
            new Species(6, Shape.POINTED, Colour.RED, 0.15),
            new Species(5, Shape.POINTED, Colour.VIOLET, 0.15),
            new Species(4, Shape.ROUND, Colour.RED, 0.25),
            new Species(8, Shape.POINTED, Colour.WHITE, 0.2),
            new Species(13, Shape.NARROW, Colour.VIOLET, 0.3),
            new Species(8, Shape.POINTED, Colour.YELLOW, 0.3),
            new Species(4, Shape.ROUND, Colour.PINK, 0.2));

    /// @throws InputException if a side is out of range
    public FlowerPictures {
        if (Math.min(width, height) < LEAST_SIDE || Math.max(width, height) > MOST_SIDE) {
            throw new InputException("drawn flowers of " + width + " x " + height + " pixels: a side is from "
                    + LEAST_SIDE + " to " + MOST_SIDE);
        }
    }

    /// What each class is, such as `5 round yellow petals`.
    public static List<String> classes() {
        return SPECIES.stream()
                .map(species ->
                        species.petals() + " " + species.shape().label + " " + species.colour().label + " petals")
                .toList();
    }

    /// Coordinates along and across an axis.
    private record Turn(double cosine, double sine) {
        static Turn of(double angle) {
            return new Turn(StrictMath.cos(angle), StrictMath.sin(angle));
        }

        double along(double x, double y) {
            return cosine * x + sine * y;
        }

        double across(double x, double y) {
            return cosine * y - sine * x;
        }
    }

    /// Something round or oval that may hide what is behind it.
    private record Oval(double x, double y, double along, double across, Turn turn, double[] colour) {
        boolean covers(double px, double py) {
            double u = turn.along(px - x, py - y) / along;
            double v = turn.across(px - x, py - y) / across;
            return u * u + v * v < 1;
        }
    }

    /// Draws a picture; the same stream gives the same picture.
    ///
    /// @param label number of the class, from 0 to 9
    public ColourImage draw(int label, RandomStream stream) {
        Species species = SPECIES.get(label);
        CounterRandom random = stream.generator();
        double side = Math.min(width, height);
        double light = between(random, 0.65, 1.1);
        List<Oval> leaves = leaves(random, side);
        double[] ground = shade(random, 0.16, 0.24, 0.1, 0.08);
        double radius = side * between(random, 0.28, 0.46);
        double x = width / 2.0 + side * between(random, -0.12, 0.12);
        double y = height / 2.0 + side * between(random, -0.12, 0.12);
        double turn = between(random, 0, 2 * Math.PI);
        double tilt = between(random, 0.7, 1);
        Turn axis = Turn.of(between(random, 0, Math.PI));
        Colour colour = species.colour();
        double[] petal = shade(random, colour.red, colour.green, colour.blue, 0.12);
        double[] heart = shade(random, 0.8, 0.62, 0.12, 0.12);
        float[] planes = new float[3 * width * height];
        double[] seen = new double[3];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                for (int point = 0; point < OVERSAMPLING * OVERSAMPLING; point++) {
                    double px = column + (point % OVERSAMPLING + 0.5) / OVERSAMPLING;
                    int pointRow = point / OVERSAMPLING;
                    double py = row + (pointRow + 0.5) / OVERSAMPLING;
                    // Back from the tilted flower to one that is seen from above.
                    double u = axis.along(px - x, py - y);
                    double v = axis.across(px - x, py - y) / tilt;
                    double r = Math.sqrt(u * u + v * v) / radius;
                    double angle = (StrictMath.atan2(v, u) + turn) * species.petals() / (2 * Math.PI);
                    double across = 2 * (angle - Math.floor(angle)) - 1;
                    double base = species.shape().base;
                    double edge = base + (1 - base) * species.shape().reach(across);
                    if (r < species.heart()) {
                        paint(seen, heart, 1 - 0.3 * r / species.heart());
                    } else if (r < edge) {
                        paint(seen, petal, (0.7 + 0.3 * r) * (1 - 0.3 * across * across * across * across));
                    } else {
                        paint(seen, behind(leaves, ground, px, py), 1);
                    }
                    for (int plane = 0; plane < 3; plane++) {
                        planes[(plane * height + row) * width + column] +=
                                (float) (light * seen[plane] / (OVERSAMPLING * OVERSAMPLING));
                    }
                }
            }
        }
        for (int i = 0; i < planes.length; i++) {
            planes[i] = Math.clamp(planes[i] + (float) (NOISE * random.nextGaussian()), 0, 1);
        }
        return new ColourImage(width, height, planes);
    }

    private List<Oval> leaves(CounterRandom random, double side) {
        List<Oval> leaves = new ArrayList<>();
        for (int i = 0; i < LEAVES; i++) {
            double along = side * between(random, 0.12, 0.4);
            leaves.add(new Oval(
                    between(random, 0, width),
                    between(random, 0, height),
                    along,
                    along * between(random, 0.25, 0.6),
                    Turn.of(between(random, 0, Math.PI)),
                    shade(random, 0.25, 0.42, 0.15, 0.12)));
        }
        return leaves;
    }

    private static double[] behind(List<Oval> leaves, double[] ground, double x, double y) {
        for (Oval leaf : leaves) {
            if (leaf.covers(x, y)) {
                return leaf.colour();
            }
        }
        return ground;
    }

    private static void paint(double[] seen, double[] colour, double light) {
        for (int plane = 0; plane < 3; plane++) {
            seen[plane] = colour[plane] * light;
        }
    }

    /// A colour near another one.
    private static double[] shade(CounterRandom random, double red, double green, double blue, double spread) {
        return new double[] {
            red + between(random, -spread, spread),
            green + between(random, -spread, spread),
            blue + between(random, -spread, spread)
        };
    }

    private static double between(CounterRandom random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }
}
