package org.gyre.lab.report.svg;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.Figure;
import org.gyre.lab.report.Reference;

/// A plotting area with two axes, a legend above it and labels of references outside it, so that no word covers data.
///
/// The constructor lays everything out and draws what lies under the data; the caller then draws into [#svg] with the
/// coordinates of [#x] and [#y]; [#finish] draws what lies above.
final class Plane {
    static final double WIDTH = 720;
    private static final double LINE_HEIGHT = 15;
    private static final double RIGHT_LABEL_WIDTH = 130;

    private record Placed(Reference reference, List<String> lines, double at, double y) {}

    private final Svg svg;
    private final Scale x;
    private final Scale y;
    private final double left;
    private final double right;
    private final double top;
    private final double bottom;
    private final Axis xAxis;
    private final Axis yAxis;
    private final Ticks xTicks;
    private final Ticks yTicks;
    private final List<String> categories;
    private final List<Reference> references;

    /// An area over two numeric axes.
    Plane(
            Figure figure,
            Axis xAxis,
            Axis yAxis,
            Range xData,
            Range yData,
            List<Key> keys,
            List<Reference> references,
            double plotHeight) {
        this(figure, xAxis, yAxis, xData, yData, keys, references, plotHeight, List.of());
    }

    /// An area over named categories (one unit of x each, the first around 0) or, if there are none, over two numeric
    /// axes.
    Plane(
            Figure figure,
            Axis xAxis,
            Axis yAxis,
            Range xData,
            Range yData,
            List<Key> keys,
            List<Reference> references,
            double plotHeight,
            List<String> categories) {
        this.xAxis = xAxis;
        this.yAxis = yAxis;
        this.categories = categories;
        this.references = references;
        for (Reference reference : references) {
            Range data = reference.across() == Reference.Across.X ? xData : yData;
            data.add(reference.from()).add(reference.to());
        }
        Scale height = Scale.of(yAxis, yData, plotHeight, 0);
        yTicks = Ticks.of(height, 38);
        double widest = yTicks.major().stream()
                .mapToDouble(t -> Text.width(t.label(), Text.SMALL))
                .max()
                .orElse(0);
        left = 34 + widest;
        double widestLabel = 0;
        for (Reference reference : references) {
            if (reference.across() == Reference.Across.Y) {
                for (String line : rightLabel(reference.label())) {
                    widestLabel = Math.max(widestLabel, Text.width(line, Text.SMALL) + 16);
                }
            }
        }
        right = WIDTH - Math.max(26, widestLabel);
        x = Scale.of(xAxis, xData, left, right);
        xTicks = Ticks.of(x, 72);

        List<List<Key>> rows = legendRows(keys);
        int levels = topLabelLevels();
        top = 12 + rows.size() * 20 + levels * LINE_HEIGHT;
        bottom = top + plotHeight;
        y = new Scale(height.log(), height.from(), height.to(), bottom, top);
        List<List<String>> names = categoryLines();
        int nameLines = names.stream().mapToInt(List::size).max().orElse(1);
        double total = bottom + 10 + nameLines * LINE_HEIGHT + (xAxis.label().isEmpty() ? 0 : 22);

        svg = Svg.root(figure.id(), figure.title(), FigureNotes.description(figure), WIDTH, total);
        svg.open("clipPath", "id", figure.id() + "-clip")
                .leaf("rect", "x", left, "y", top, "width", right - left, "height", bottom - top)
                .close();
        drawLegend(rows);
        drawGrid();
        drawReferences(true);
        if (xData.isEmpty() && categories.isEmpty()) {
            svg.text((left + right) / 2, (top + bottom) / 2, "middle", "no data yet", "fill", Colours.SOFT_INK);
        }
        svg.open("g", "clip-path", "url(#" + figure.id() + "-clip)");
    }

    Svg svg() {
        return svg;
    }

    Scale x() {
        return x;
    }

    Scale y() {
        return y;
    }

    double bottom() {
        return bottom;
    }

    /// Draws axes, ticks and the labels of references, and ends the picture.
    String finish() {
        svg.close();
        drawReferences(false);
        drawXAxis();
        drawYAxis();
        return svg.finish();
    }

    private static List<List<Key>> legendRows(List<Key> keys) {
        List<List<Key>> rows = new ArrayList<>();
        double used = WIDTH;
        for (Key key : keys) {
            if (used + key.width() > WIDTH - 20) {
                rows.add(new ArrayList<>());
                used = 0;
            }
            rows.getLast().add(key);
            used += key.width();
        }
        return rows;
    }

    private void drawLegend(List<List<Key>> rows) {
        for (int r = 0; r < rows.size(); r++) {
            double at = Math.min(left, 60);
            for (Key key : rows.get(r)) {
                key.draw(svg, at, 12 + r * 20);
                at += key.width();
            }
        }
    }

    private void drawGrid() {
        for (Ticks.Tick tick : yTicks.major()) {
            svg.line(left, y.at(tick.value()), right, y.at(tick.value()), Colours.GRID, 1);
        }
        if (categories.isEmpty()) {
            for (Ticks.Tick tick : xTicks.major()) {
                svg.line(x.at(tick.value()), top, x.at(tick.value()), bottom, Colours.GRID, 1);
            }
        }
    }

    private void drawXAxis() {
        svg.line(left, bottom, right, bottom, Colours.AXIS, 1);
        if (categories.isEmpty()) {
            for (double minor : xTicks.minor()) {
                svg.line(x.at(minor), bottom, x.at(minor), bottom + 3, Colours.AXIS, 1);
            }
            for (Ticks.Tick tick : xTicks.major()) {
                svg.line(x.at(tick.value()), bottom, x.at(tick.value()), bottom + 5, Colours.AXIS, 1);
                svg.text(
                        x.at(tick.value()),
                        bottom + 18,
                        "middle",
                        tick.label(),
                        "font-size",
                        Text.SMALL,
                        "class",
                        "x-tick");
            }
        }
        List<List<String>> names = categoryLines();
        int most = 1;
        for (int c = 0; c < names.size(); c++) {
            most = Math.max(most, names.get(c).size());
            for (int k = 0; k < names.get(c).size(); k++) {
                double at = bottom + 18 + k * LINE_HEIGHT;
                svg.text(x.at(c), at, "middle", names.get(c).get(k), "font-size", Text.SMALL, "class", "x-tick");
            }
        }
        String label = Text.fit(withFactor(xAxis.label(), xTicks), Text.SIZE, WIDTH - 20);
        double half = Text.width(label, Text.SIZE) / 2;
        double middle = Math.clamp((left + right) / 2, half, Math.max(half, WIDTH - half));
        svg.text(middle, bottom + 22 + most * LINE_HEIGHT, "middle", label, "class", "x-label");
    }

    private void drawYAxis() {
        svg.line(left, top, left, bottom, Colours.AXIS, 1);
        for (double minor : yTicks.minor()) {
            svg.line(left - 3, y.at(minor), left, y.at(minor), Colours.AXIS, 1);
        }
        for (Ticks.Tick tick : yTicks.major()) {
            double at = y.at(tick.value());
            svg.line(left - 5, at, left, at, Colours.AXIS, 1);
            svg.text(left - 8, at + 4, "end", tick.label(), "font-size", Text.SMALL, "class", "y-tick");
        }
        String label = Text.fit(withFactor(yAxis.label(), yTicks), Text.SIZE, bottom - top + 30);
        double middle = (top + bottom) / 2;
        svg.text(
                14,
                middle,
                "middle",
                label,
                "class",
                "y-label",
                "transform",
                "rotate(-90 14 " + Svg.number(middle) + ")");
    }

    private static String withFactor(String label, Ticks ticks) {
        return ticks.factor().isEmpty() ? label : label + "  [" + ticks.factor() + "]";
    }

    /// Names of categories, wrapped to the width that each has.
    private List<List<String>> categoryLines() {
        double each = categories.isEmpty() ? 0 : (right - left) / categories.size() - 4;
        return categories.stream()
                .map(name -> Text.wrap(name, Text.SMALL, each).stream()
                        .map(line -> Text.fit(line, Text.SMALL, Math.max(each, 24)))
                        .limit(4)
                        .toList())
                .toList();
    }

    /// Bands go under the data, lines and labels above.
    private void drawReferences(boolean bands) {
        if (!bands) {
            drawRightLabels();
            drawTopLabels();
        }
        for (Reference reference : references) {
            boolean vertical = reference.across() == Reference.Across.X;
            Scale scale = vertical ? x : y;
            if (!scale.accepts(reference.from()) || !scale.accepts(reference.to())) {
                continue;
            }
            boolean line = reference.from() == reference.to();
            if (line && !bands && scale.contains(reference.from())) {
                double at = scale.at(reference.from());
                svg.line(
                        vertical ? at : left,
                        vertical ? top : at,
                        vertical ? at : right,
                        vertical ? bottom : at,
                        Colours.REFERENCE,
                        1.25,
                        "stroke-dasharray",
                        "2 3",
                        "class",
                        "reference");
            } else if (!line && bands && reference.to() >= scale.from() && reference.from() <= scale.to()) {
                double low = scale.at(Math.max(reference.from(), scale.from()));
                double high = scale.at(Math.min(reference.to(), scale.to()));
                double length = Math.max(1, Math.abs(high - low));
                svg.leaf(
                        "rect",
                        "class",
                        "reference",
                        "x",
                        vertical ? low : left,
                        "y",
                        vertical ? top : high,
                        "width",
                        vertical ? length : right - left,
                        "height",
                        vertical ? bottom - top : length,
                        "fill",
                        Colours.REFERENCE,
                        "fill-opacity",
                        0.09);
            }
        }
    }

    /// Labels of horizontal lines stand right of the area, moved apart where they would overlap.
    private void drawRightLabels() {
        List<Placed> labels = new ArrayList<>();
        for (Reference reference : references) {
            if (reference.across() == Reference.Across.Y && y.accepts(reference.from())) {
                double value = y.log()
                        ? StrictMath.sqrt(reference.from() * reference.to())
                        : (reference.from() + reference.to()) / 2;
                String arrow = value > y.to() ? " ↑" : value < y.from() ? " ↓" : "";
                List<String> lines = rightLabel(reference.label() + arrow);
                double at = Math.clamp(y.at(value), top, bottom);
                labels.add(new Placed(reference, lines, at, at));
            }
        }
        labels.sort(Comparator.comparingDouble(Placed::at));
        double total =
                labels.stream().mapToDouble(l -> l.lines().size() * LINE_HEIGHT).sum();
        double free = top;
        double below = total;
        for (Placed label : labels) {
            double height = label.lines().size() * LINE_HEIGHT;
            double start = Math.max(free, Math.min(label.at() - height / 2, bottom - below));
            svg.line(right, label.at(), right + 8, start + height / 2, Colours.REFERENCE, 1);
            for (int k = 0; k < label.lines().size(); k++) {
                svg.text(
                        right + 11,
                        start + k * LINE_HEIGHT + 11.5,
                        "start",
                        label.lines().get(k),
                        "font-size",
                        Text.SMALL,
                        "fill",
                        Colours.REFERENCE,
                        "class",
                        "reference-label");
            }
            free = start + height;
            below -= height;
        }
    }

    private static List<String> rightLabel(String words) {
        return Text.wrap(words, Text.SMALL, RIGHT_LABEL_WIDTH).stream()
                .map(line -> Text.fit(line, Text.SMALL, RIGHT_LABEL_WIDTH))
                .toList();
    }

    private int topLabelLevels() {
        return placeTopLabels().stream().mapToInt(p -> (int) p.y() + 1).max().orElse(0);
    }

    /// Labels of vertical lines stand above the area, on several levels where they would overlap; `y` is the level.
    private List<Placed> placeTopLabels() {
        List<Placed> labels = new ArrayList<>();
        List<Double> ends = new ArrayList<>();
        references.stream()
                .filter(r -> r.across() == Reference.Across.X && x.accepts(r.from()))
                .sorted(Comparator.comparingDouble(Reference::from))
                .forEach(reference -> {
                    double centre = x.log()
                            ? StrictMath.sqrt(reference.from() * reference.to())
                            : (reference.from() + reference.to()) / 2;
                    String text = Text.fit(reference.label(), Text.SMALL, right - left);
                    double half = Text.width(text, Text.SMALL) / 2;
                    double at =
                            Math.clamp(x.at(centre), left + half - 20, Math.max(left + half - 20, right - half + 15));
                    int level = 0;
                    while (level < ends.size() && ends.get(level) > at - half) {
                        level++;
                    }
                    if (level == ends.size()) {
                        ends.add(0.0);
                    }
                    ends.set(level, at + half + 10);
                    labels.add(new Placed(reference, List.of(text), at, level));
                });
        return labels;
    }

    private void drawTopLabels() {
        for (Placed label : placeTopLabels()) {
            svg.text(
                    label.at(),
                    top - 5 - label.y() * LINE_HEIGHT,
                    "middle",
                    label.lines().getFirst(),
                    "font-size",
                    Text.SMALL,
                    "fill",
                    Colours.REFERENCE,
                    "class",
                    "reference-label");
        }
    }
}
