package org.gyre.lab.sweep;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gyre.core.linalg.Cholesky;
import tools.jackson.databind.JsonNode;

/// How long a point will take, learned from those that are done: the logarithm of the time is a sum of one term
/// for each axis, linear in the logarithm of a positive number (a power law of the size), else free for each value.
final class CostModel {
    /// Keeps the fit of few points sane: as much as this many points that say nothing.
    private static final double RIDGE = 0.1;
    private static final int MOST_VALUES = 32;
    private static final double SHORTEST_SECONDS = 1e-4;

    private final List<SweepAxis> axes;
    private final List<List<JsonNode>> levels = new ArrayList<>();
    private final int width;
    private double[] weights;
    private final double[] normal;
    private final double[] response;
    private int points;

    CostModel(List<SweepAxis> axes) {
        this.axes = axes;
        int terms = 1;
        for (SweepAxis axis : axes) {
            Set<JsonNode> values = new LinkedHashSet<>(isPositive(axis) ? List.of() : axis.values());
            levels.add(values.size() > MOST_VALUES ? List.of() : List.copyOf(values));
            terms += isPositive(axis) ? 1 : levels.getLast().size();
        }
        this.width = terms;
        this.normal = new double[width * width];
        this.response = new double[width];
        this.weights = new double[width];
    }

    private static boolean isPositive(SweepAxis axis) {
        return axis.numeric() && axis.values().stream().allMatch(value -> value.doubleValue() > 0);
    }

    private double[] terms(List<JsonNode> coordinates) {
        double[] terms = new double[width];
        terms[0] = 1;
        int at = 1;
        for (int a = 0; a < axes.size(); a++) {
            if (isPositive(axes.get(a))) {
                terms[at++] = Math.log(coordinates.get(a).doubleValue());
            } else {
                int level = levels.get(a).indexOf(coordinates.get(a));
                if (level >= 0) {
                    terms[at + level] = 1;
                }
                at += levels.get(a).size();
            }
        }
        return terms;
    }

    /// Learns from a point that is done.
    void learn(List<JsonNode> coordinates, double seconds) {
        double[] terms = terms(coordinates);
        double log = Math.log(Math.max(seconds, SHORTEST_SECONDS));
        for (int i = 0; i < width; i++) {
            for (int j = 0; j < width; j++) {
                normal[i * width + j] += terms[i] * terms[j];
            }
            response[i] += terms[i] * log;
        }
        points++;
    }

    /// Fits what was learned so far.
    void fit() {
        if (points == 0) {
            return;
        }
        double[] matrix = normal.clone();
        for (int i = 1; i < width; i++) {
            matrix[i * width + i] += RIDGE;
        }
        matrix[0] += 1e-9;
        double[] solution = response.clone();
        Cholesky.factor(width, matrix).solve(1, solution);
        weights = solution;
    }

    /// Seconds that a point will take; 1 before there was a fit.
    double seconds(List<JsonNode> coordinates) {
        double[] terms = terms(coordinates);
        double log = 0;
        for (int i = 0; i < width; i++) {
            log += weights[i] * terms[i];
        }
        return Math.exp(Math.clamp(log, -20, 20));
    }
}
