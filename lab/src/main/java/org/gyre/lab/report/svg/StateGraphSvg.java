package org.gyre.lab.report.svg;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.gyre.lab.report.StateGraph;
import org.gyre.measure.attractor.FunctionalGraph;

/// Draws a state graph: every attractor in a disc of its own, largest basin first, its cycle clockwise on a ring and
/// the states that lead to it as trees that grow outwards.
///
/// All states of a disc have an angle of their own: a state's share of the circle is the number of leaves behind it,
/// so that branches never cross.
final class StateGraphSvg {
    /// Up to so many units a state is written into its node.
    private static final int WRITTEN = 6;

    private static final double GAP = 12;
    private static final double CAPTION = 18;

    /// Half the opening at the top of a fixed point's disc, through which its loop is seen; radians.
    private static final double OPENING = 0.3;

    private final StateGraph figure;
    private final FunctionalGraph graph;
    private final List<List<Integer>> predecessors;
    private final boolean[] onCycle;
    private final int[] leaves;
    private final double[] x;
    private final double[] y;

    private StateGraphSvg(StateGraph figure) {
        this.figure = figure;
        int states = figure.successor().length;
        graph = FunctionalGraph.of(figure.successor());
        onCycle = new boolean[states];
        for (int a = 0; a < graph.attractors(); a++) {
            int first = graph.attractor(a).representative();
            int state = first;
            do {
                onCycle[state] = true;
                state = figure.successor()[state];
            } while (state != first);
        }
        predecessors = new ArrayList<>();
        IntStream.range(0, states).forEach(state -> predecessors.add(new ArrayList<>()));
        for (int state = 0; state < states; state++) {
            if (!onCycle[state]) {
                predecessors.get(figure.successor()[state]).add(state);
            }
        }
        leaves = new int[states];
        for (int state = 0; state < states; state++) {
            if (onCycle[state]) {
                countLeaves(state);
            }
        }
        x = new double[states];
        y = new double[states];
    }

    static String draw(StateGraph figure) {
        return new StateGraphSvg(figure).draw();
    }

    private int countLeaves(int state) {
        int sum = predecessors.get(state).stream().mapToInt(this::countLeaves).sum();
        leaves[state] = Math.max(1, sum);
        return leaves[state];
    }

    /// One attractor and the size of its disc, in steps between neighbours.
    private record Disc(int number, FunctionalGraph.Attractor attractor, List<Integer> cycle, double ring, int depth) {
        /// Radius of the states that are `steps` away from the cycle.
        double radius(int steps, double leaves) {
            return steps == 0 ? ring : Math.max(ring + 1, leaves / (2 * Math.PI)) + (steps - 1);
        }
    }

    private String draw() {
        List<Disc> discs = IntStream.range(0, graph.attractors())
                .mapToObj(this::disc)
                .sorted(Comparator.comparingInt((Disc disc) -> disc.attractor.basin())
                        .reversed()
                        .thenComparingInt(Disc::number))
                .toList();
        boolean written = figure.units() <= WRITTEN;
        double halfWidth = written ? 3.4 * figure.units() + 4 : 4;
        double widest = discs.stream().mapToDouble(this::outer).max().orElse(0);
        double step =
                Math.min(written ? 2 * halfWidth + 8 : 16, (Plane.WIDTH - 2 * GAP - 2 * halfWidth) / (2 * widest + 1));
        if (written && step < 2 * halfWidth + 2) {
            written = false;
            halfWidth = 4;
        }
        halfWidth = written ? halfWidth : Math.min(4, 0.35 * step);
        double halfHeight = written ? 7.5 : halfWidth;
        // Discs stand in rows like words.
        double left = GAP;
        double top = GAP;
        double rowHeight = 0;
        double[] centreX = new double[discs.size()];
        double[] centreY = new double[discs.size()];
        for (int k = 0; k < discs.size(); k++) {
            double radius = outer(discs.get(k)) * step + halfWidth + 10;
            double size = Math.max(2 * radius, Text.width(label(discs.get(k)), Text.SMALL));
            if (left > GAP && left + size > Plane.WIDTH - GAP) {
                left = GAP;
                top += rowHeight + GAP;
                rowHeight = 0;
            }
            centreX[k] = left + size / 2;
            centreY[k] = top + radius;
            left += size + GAP;
            rowHeight = Math.max(rowHeight, 2 * radius + CAPTION);
        }
        Svg svg = Svg.root(
                figure.id(), figure.title(), FigureNotes.description(figure), Plane.WIDTH, top + rowHeight + GAP);
        for (int k = 0; k < discs.size(); k++) {
            Disc disc = discs.get(k);
            place(disc, centreX[k], centreY[k], step);
            Pen pen = new Pen(svg, Colours.category(k), halfWidth, halfHeight, written);
            disc.cycle.forEach(state -> branches(state, pen));
            ring(disc, centreX[k], centreY[k], step, pen);
            disc.cycle.forEach(state -> nodes(state, pen));
            double foot = centreY[k] + outer(disc) * step + halfWidth + 10 + CAPTION - 6;
            svg.text(centreX[k], foot, "middle", label(disc), "font-size", Text.SMALL);
        }
        return svg.finish();
    }

    private static String label(Disc disc) {
        int period = disc.attractor.period();
        int basin = disc.attractor.basin();
        return (period == 1 ? "fixed point" : "period " + period) + (basin == period ? "" : ", basin " + basin);
    }

    private Disc disc(int number) {
        FunctionalGraph.Attractor attractor = graph.attractor(number);
        List<Integer> cycle = new ArrayList<>();
        for (int state = attractor.representative(); cycle.size() < attractor.period(); ) {
            cycle.add(state);
            state = figure.successor()[state];
        }
        // A chord between neighbours of at least one step.
        double sum = leaves(cycle);
        double ring = cycle.size() == 1 ? 0 : Math.max(0.6, sum / (2 * Math.PI));
        return new Disc(number, attractor, cycle, ring, attractor.longestTransient());
    }

    private double leaves(List<Integer> cycle) {
        double sum = cycle.stream().mapToInt(state -> leaves[state]).sum();
        return cycle.size() == 1 ? sum * Math.PI / (Math.PI - OPENING) : sum;
    }

    private double outer(Disc disc) {
        return disc.radius(disc.depth, leaves(disc.cycle));
    }

    private void place(Disc disc, double centreX, double centreY, double step) {
        boolean point = disc.cycle.size() == 1;
        double share = (2 * Math.PI - (point ? 2 * OPENING : 0))
                / disc.cycle.stream().mapToInt(state -> leaves[state]).sum();
        // The first state of a cycle stands at the top.
        double from = -Math.PI / 2 + (point ? OPENING : -share * leaves[disc.cycle.getFirst()] / 2);
        for (int state : disc.cycle) {
            place(state, disc, 0, from, share, centreX, centreY, step);
            from += share * leaves[state];
        }
    }

    private void place(
            int state, Disc disc, int steps, double from, double share, double centreX, double centreY, double step) {
        double angle = from + share * leaves[state] / 2;
        double radius = disc.radius(steps, leaves(disc.cycle)) * step;
        x[state] = centreX + radius * Math.cos(angle);
        y[state] = centreY + radius * Math.sin(angle);
        double next = from;
        for (int before : predecessors.get(state)) {
            place(before, disc, steps + 1, next, share, centreX, centreY, step);
            next += share * leaves[before];
        }
    }

    /// The arrows of the trees behind a state.
    private void branches(int state, Pen pen) {
        for (int before : predecessors.get(state)) {
            pen.arrow(x[before], y[before], x[state], y[state]);
            branches(before, pen);
        }
    }

    private void nodes(int state, Pen pen) {
        pen.node(x[state], y[state], onCycle[state], figure.word(state));
        predecessors.get(state).forEach(before -> nodes(before, pen));
    }

    private void ring(Disc disc, double centreX, double centreY, double step, Pen pen) {
        if (disc.cycle.size() == 1) {
            pen.loop(centreX, centreY);
            return;
        }
        for (int state : disc.cycle) {
            int next = figure.successor()[state];
            double from = Math.atan2(y[state] - centreY, x[state] - centreX);
            double to = Math.atan2(y[next] - centreY, x[next] - centreX);
            pen.arc(centreX, centreY, disc.ring * step, from, to > from ? to : to + 2 * Math.PI);
        }
    }

    /// Draws the parts of one disc.
    private record Pen(Svg svg, String colour, double halfWidth, double halfHeight, boolean written) {
        private static final double HEAD = 5;

        void node(double x, double y, boolean onCycle, String word) {
            svg.open("g", "class", "state").open("title").content(word).close();
            svg.leaf(
                    "rect",
                    "x",
                    x - halfWidth,
                    "y",
                    y - halfHeight,
                    "width",
                    2 * halfWidth,
                    "height",
                    2 * halfHeight,
                    "rx",
                    halfHeight,
                    "fill",
                    onCycle ? colour : Colours.PAPER,
                    "stroke",
                    colour);
            if (written) {
                svg.text(x, y + 3.8, "middle", word, "font-size", 11, "fill", onCycle ? Colours.PAPER : Colours.INK);
            }
            svg.close();
        }

        /// How far the edge of a node is from its middle in the direction of an angle.
        private double edge(double angle) {
            return Math.min(halfWidth / Math.abs(Math.cos(angle)), halfHeight / Math.abs(Math.sin(angle)));
        }

        private double head() {
            return Math.min(HEAD, 1.2 * halfHeight);
        }

        void arrow(double fromX, double fromY, double toX, double toY) {
            double angle = Math.atan2(toY - fromY, toX - fromX);
            double tipX = toX - edge(angle) * Math.cos(angle);
            double tipY = toY - edge(angle) * Math.sin(angle);
            svg.line(fromX, fromY, tipX, tipY, colour, 1.1, "class", "arrow");
            head(tipX, tipY, angle);
        }

        /// A clockwise piece of a circle from one node to the next.
        void arc(double centreX, double centreY, double radius, double from, double to) {
            // Near the tip the circle is its tangent.
            double end = to - Math.min(0.9 * (to - from), edge(to + Math.PI / 2) / radius);
            double tipX = centreX + radius * Math.cos(end);
            double tipY = centreY + radius * Math.sin(end);
            stroke(
                    "path",
                    "d",
                    "M" + Svg.number(centreX + radius * Math.cos(from)) + " "
                            + Svg.number(centreY + radius * Math.sin(from)) + "A" + Svg.number(radius) + " "
                            + Svg.number(radius) + " 0 " + (end - from > Math.PI ? 1 : 0) + " 1 " + Svg.number(tipX)
                            + " "
                            + Svg.number(tipY));
            double back = head() / (2 * radius);
            head(tipX, tipY, end + Math.PI / 2 - back);
        }

        /// The arrow of a state that stays.
        void loop(double x, double y) {
            double radius = Math.max(3, 0.8 * halfHeight);
            double top = y - halfHeight - 1.2 * radius;
            stroke("circle", "cx", x, "cy", top, "r", radius);
            head(x + 0.75 * radius, top + 0.75 * radius, Math.PI * 0.72);
        }

        private void stroke(String name, Object... shape) {
            svg.leaf(name, Svg.joined(shape, "fill", "none", "stroke", colour, "stroke-width", 1.6, "class", "arrow"));
        }

        private void head(double tipX, double tipY, double angle) {
            StringBuilder path = new StringBuilder("M" + Svg.number(tipX) + " " + Svg.number(tipY));
            for (double side : new double[] {0.42, -0.42}) {
                path.append('L').append(Svg.number(tipX - head() * 1.3 * Math.cos(angle + side)));
                path.append(' ').append(Svg.number(tipY - head() * 1.3 * Math.sin(angle + side)));
            }
            svg.leaf("path", "d", path + "Z", "fill", colour);
        }
    }
}
