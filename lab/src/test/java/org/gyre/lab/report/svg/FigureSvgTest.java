package org.gyre.lab.report.svg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.BarChart;
import org.gyre.lab.report.ColourMap;
import org.gyre.lab.report.DistributionPlot;
import org.gyre.lab.report.Figure;
import org.gyre.lab.report.HeatMap;
import org.gyre.lab.report.Histogram;
import org.gyre.lab.report.ImageGrid;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.RasterPlot;
import org.gyre.lab.report.Reference;
import org.gyre.lab.report.SampleFigures;
import org.gyre.lab.report.Series;
import org.gyre.lab.report.StateGraph;
import org.gyre.lab.report.TableFigure;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/// The pictures are parsed as XML and measured; no picture of ours is kept as the expected one.
final class FigureSvgTest {
    private static Document parse(Figure figure) throws Exception {
        String svg = FigureSvg.draw(figure).orElseThrow();
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static List<Element> byClass(Document svg, String name) {
        NodeList all = svg.getElementsByTagName("*");
        return IntStream.range(0, all.getLength())
                .mapToObj(i -> (Element) all.item(i))
                .filter(e -> e.getAttribute("class").equals(name))
                .toList();
    }

    private static double attribute(Element element, String name) {
        return Double.parseDouble(element.getAttribute(name));
    }

    /// The area of the plot, which is also its clip: left, top, right, bottom.
    private static double[] area(Document svg) {
        Element clip = (Element) svg.getElementsByTagName("clipPath").item(0);
        Element rect = (Element) clip.getElementsByTagName("rect").item(0);
        double x = attribute(rect, "x");
        double y = attribute(rect, "y");
        return new double[] {x, y, x + attribute(rect, "width"), y + attribute(rect, "height")};
    }

    private static List<double[]> vertices(Element path) {
        List<double[]> points = new ArrayList<>();
        Matcher matcher = Pattern.compile("[ML](-?[0-9.]+) (-?[0-9.]+)").matcher(path.getAttribute("d"));
        while (matcher.find()) {
            points.add(new double[] {Double.parseDouble(matcher.group(1)), Double.parseDouble(matcher.group(2))});
        }
        return points;
    }

    private static LineChart chart(Axis x, Axis y, Series... series) {
        return new LineChart("chart", "Chart", "", x, y, series);
    }

    @Test
    void everyPictureIsWellFormedTheSameEveryTimeAndInEveryLocale() throws Exception {
        Locale before = Locale.getDefault();
        for (Figure figure : SampleFigures.all()) {
            if (figure instanceof TableFigure) {
                assertThat(FigureSvg.draw(figure)).isEmpty();
                continue;
            }
            String first = FigureSvg.draw(figure).orElseThrow();
            try {
                Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
                assertThat(FigureSvg.draw(figure)).contains(first);
            } finally {
                Locale.setDefault(before);
            }
            assertThat(parse(figure).getDocumentElement().getTagName()).isEqualTo("svg");
            assertThat(first).doesNotContain("NaN", "Infinity", "style=", "<script");
            assertThat(first.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http");
        }
    }

    @Test
    void textFromUsersCannotBecomeMarkup() throws Exception {
        String attack = "\"><img src=x onerror=alert(1)><script>\u0000'&";
        Axis axis = new Axis(attack, Axis.Scale.LINEAR, null, null);
        double[] one = {1};
        List<Figure> figures = List.of(
                new LineChart(
                                "a",
                                attack,
                                attack,
                                axis,
                                axis,
                                Series.line(attack, one, one),
                                Series.points(attack, one, one))
                        .with(Reference.horizontal(attack, 1), Reference.vertical(attack, 1)),
                new BarChart("b", attack, attack, attack, axis, List.of(attack), new BarChart.Bars(attack, 1)),
                HeatMap.weights("c", attack, attack, 1, one).withGroups(new HeatMap.Group(attack, 0)),
                ImageGrid.receptiveFields("d", attack, attack, 1, 1, List.of(new ImageGrid.Tile(attack, one))),
                new RasterPlot(
                        "e", attack, attack, new RasterPlot.Panel(attack, 1, 0, 1, new long[] {0}, new int[] {0})),
                DistributionPlot.density(
                        "f",
                        attack,
                        attack,
                        attack,
                        List.of(DistributionPlot.Sample.of(attack, new int[] {1})),
                        List.of()),
                Histogram.of("g", attack, attack, attack, one, 1));
        for (Figure figure : figures) {
            Document svg = parse(figure);
            assertThat(svg.getElementsByTagName("img").getLength()).isZero();
            assertThat(svg.getElementsByTagName("script").getLength()).isZero();
            assertThat(FigureSvg.draw(figure).orElseThrow()).contains("&lt;img").doesNotContain("<img");
            // The title is the text itself again after parsing, but for the forbidden control character.
            assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
                    .isEqualTo(attack.replace('\u0000', '\uFFFD'));
        }
    }

    @Test
    void aCurveRunsFromEndToEndOfFixedAxes() throws Exception {
        Document svg = parse(chart(
                Axis.linear("x").between(0, 10),
                Axis.log("y").between(1, 100),
                Series.line("s", new double[] {0, 5, 10}, new double[] {1, 10, 100})));
        double[] area = area(svg);
        List<double[]> points = vertices(byClass(svg, "curve").getFirst());
        assertThat(points).hasSize(3);
        assertThat(points.get(0)).containsExactly(new double[] {area[0], area[3]}, within(0.011));
        assertThat(points.get(1))
                .containsExactly(new double[] {(area[0] + area[2]) / 2, (area[1] + area[3]) / 2}, within(0.011));
        assertThat(points.get(2)).containsExactly(new double[] {area[2], area[1]}, within(0.011));
    }

    @Test
    void aMissingValueLeavesAGapAMarkAndASentence() throws Exception {
        LineChart chart = chart(
                Axis.linear("x"), Axis.linear("y"), Series.line("s", new double[] {1, 2, 3, 4, 5, 6, 7}, new double[] {
                    1, 2, Double.NaN, 4, 5, Double.NaN, 7
                }));
        Document svg = parse(chart);
        String path = byClass(svg, "curve").getFirst().getAttribute("d");
        assertThat(path.chars().filter(c -> c == 'M').count()).isEqualTo(2);
        assertThat(vertices(byClass(svg, "curve").getFirst())).hasSize(4);
        assertThat(byClass(svg, "gap")).hasSize(2);
        assertThat(byClass(svg, "point")).as("the lonely last value").hasSize(1);
        assertThat(FigureNotes.of(chart)).containsExactly("2 of 7 values of 's' are not finite; they leave gaps.");
        assertThat(svg.getElementsByTagName("desc").item(0).getTextContent()).contains("2 of 7");
    }

    @Test
    void zeroHasNoPlaceOnALogarithmicAxisAndTheNoteSaysSo() throws Exception {
        LineChart chart = chart(
                Axis.linear("x"), Axis.log("y"), Series.points("s", new double[] {1, 2, 3}, new double[] {0, 1, 2}));
        assertThat(byClass(parse(chart), "point")).hasSize(2);
        assertThat(FigureNotes.of(chart).getFirst()).contains("1 of 3").contains("logarithmic");
    }

    @Test
    void aLongCurveIsThinnedWithoutLosingItsExtremes() throws Exception {
        int n = 100_000;
        double[] x = IntStream.range(0, n).asDoubleStream().toArray();
        double[] y = IntStream.range(0, n)
                .mapToDouble(i -> i == 54_321 ? 9 : i == 77_777 ? -9 : 0)
                .toArray();
        Document svg = parse(
                chart(Axis.linear("x").between(0, n - 1), Axis.linear("y").between(-9, 9), Series.line("s", x, y)));
        double[] area = area(svg);
        List<double[]> points = vertices(byClass(svg, "curve").getFirst());
        assertThat(points.size()).isLessThan(3000);
        assertThat(points.stream().mapToDouble(p -> p[1]).min().orElseThrow()).isCloseTo(area[1], within(0.01));
        assertThat(points.stream().mapToDouble(p -> p[1]).max().orElseThrow()).isCloseTo(area[3], within(0.01));
        assertThat(points.getFirst()[0]).isCloseTo(area[0], within(0.01));
        assertThat(points.getLast()[0]).isCloseTo(area[2], within(0.01));
    }

    @Test
    void referencesLieAtTheirValuesAndTheirWordsOutsideTheArea() throws Exception {
        LineChart chart = chart(
                        Axis.linear("x").between(0, 10),
                        Axis.linear("y").between(0, 10),
                        Series.line("s", new double[] {0, 10}, new double[] {0, 10}))
                .with(
                        Reference.horizontal("paper", 5),
                        Reference.horizontal("almost the same", 5.01),
                        Reference.band("accepted", 4, 6),
                        Reference.vertical("now", 2.5));
        Document svg = parse(chart);
        double[] area = area(svg);
        List<Element> marks = byClass(svg, "reference");
        assertThat(marks).hasSize(4);
        Element band = marks.stream()
                .filter(e -> e.getTagName().equals("rect"))
                .findFirst()
                .orElseThrow();
        assertThat(attribute(band, "height")).isCloseTo(0.2 * (area[3] - area[1]), within(0.02));
        Element vertical = marks.stream()
                .filter(e -> e.getAttribute("x1").equals(e.getAttribute("x2"))
                        && !e.getAttribute("x1").isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(attribute(vertical, "x1")).isCloseTo(area[0] + 0.25 * (area[2] - area[0]), within(0.02));
        List<Element> words = byClass(svg, "reference-label");
        assertThat(words).hasSizeGreaterThanOrEqualTo(4);
        for (Element word : words) {
            assertThat(attribute(word, "x") > area[2] || attribute(word, "y") < area[1])
                    .as(word.getTextContent())
                    .isTrue();
        }
        List<Double> heights = words.stream()
                .filter(w -> attribute(w, "x") > area[2])
                .map(w -> attribute(w, "y"))
                .sorted()
                .toList();
        for (int i = 1; i < heights.size(); i++) {
            assertThat(heights.get(i) - heights.get(i - 1)).isGreaterThanOrEqualTo(12);
        }
    }

    @Test
    void barsHaveHeightsInProportionToTheirValues() throws Exception {
        BarChart chart = new BarChart(
                "b",
                "B",
                "",
                "",
                Axis.linear("count").between(0, 8),
                List.of("p", "q"),
                new BarChart.Bars("before", 2, Double.NaN),
                new BarChart.Bars("after", 8, 4));
        Document svg = parse(chart);
        double[] area = area(svg);
        double unit = (area[3] - area[1]) / 8;
        assertThat(byClass(svg, "bar").stream()
                        .map(e -> attribute(e, "height") / unit)
                        .map(h -> Math.round(h * 100) / 100.0))
                .containsExactly(2.0, 8.0, 4.0);
        assertThat(byClass(svg, "gap"))
                .singleElement()
                .extracting(Element::getTextContent)
                .isEqualTo("n/a");
        assertThat(byClass(svg, "key")).hasSize(2);
    }

    @Test
    void theBinsOfADistributionHoldTheWholeSampleAndKeepAPowerLawStraight() {
        // Counts proportional to 1/s² for s = 1 … 4096: bins of any width must follow the same line.
        double[] values = IntStream.rangeClosed(1, 4096).asDoubleStream().toArray();
        long[] counts = IntStream.rangeClosed(1, 4096)
                .mapToLong(s -> Math.round(1e12 / ((double) s * s)))
                .toArray();
        DistributionPlot.Sample sample = new DistributionPlot.Sample("s", true, values, counts);
        List<LogBins.Bin> bins = LogBins.of(sample, 10);
        assertThat(bins.stream().mapToDouble(b -> b.density() * b.width()).sum())
                .isCloseTo(1, within(1e-12));
        double first = bins.getFirst().density();
        for (LogBins.Bin bin : bins.subList(0, bins.size() - 1)) {
            assertThat(bin.density() * bin.centre() * bin.centre() / first).isCloseTo(1, within(0.03));
        }
        // Integers 1 to 9 and ten per decade: 4 and 5 share a bin, as 8 and 9 do.
        assertThat(bins.stream().limit(7).map(LogBins.Bin::width)).containsExactly(1.0, 1.0, 1.0, 2.0, 1.0, 1.0, 2.0);
    }

    @Test
    void aSmallMatrixHasOneElementPerCellAndALargeOnePixels() throws Exception {
        Document small = parse(HeatMap.weights("w", "W", "", 2, new double[] {-3, 0, Double.NaN, 3}));
        List<String> fills =
                byClass(small, "cell").stream().map(e -> e.getAttribute("fill")).toList();
        assertThat(fills).hasSize(4);
        assertThat(fills.get(1)).isEqualTo("#ffffff");
        assertThat(fills.get(2)).isEqualTo(Colours.hex(Colours.MISSING));

        int n = 60;
        double[] values = new double[n * n];
        values[n - 1] = 5;
        values[n * (n - 1)] = -5;
        Document large = parse(HeatMap.weights("w", "W", "", n, values));
        assertThat(byClass(large, "cell")).isEmpty();
        Element image = (Element) large.getElementsByTagName("image").item(0);
        BufferedImage picture = decode(image.getAttribute("href"));
        assertThat(picture.getWidth()).isEqualTo(n);
        assertThat(picture.getHeight()).isEqualTo(n);
        int[] table = Colours.table(ColourMap.DIVERGING);
        assertThat(picture.getRGB(n - 1, 0) & 0xffffff).isEqualTo(table[table.length - 1]);
        assertThat(picture.getRGB(0, n - 1) & 0xffffff).isEqualTo(table[0]);
        assertThat(picture.getRGB(3, 3) & 0xffffff).isEqualTo(0xffffff);
    }

    @Test
    void everyTileIsAPictureOfItsOwnWithItsLabel() throws Exception {
        List<ImageGrid.Tile> tiles = IntStream.range(0, 25)
                .mapToObj(i -> new ImageGrid.Tile("t" + i, new double[] {-1 - i, 0, 0, 1 + i}))
                .toList();
        Document svg = parse(ImageGrid.receptiveFields("rf", "RF", "", 2, 2, tiles));
        assertThat(byClass(svg, "tile")).hasSize(25);
        assertThat(byClass(svg, "tile-label").stream().map(Element::getTextContent))
                .containsExactlyElementsOf(
                        tiles.stream().map(ImageGrid.Tile::label).toList());
        // Each tile is scaled by its own largest magnitude, so all these are the same picture.
        assertThat(byClass(svg, "tile").stream()
                        .map(e -> e.getAttribute("href"))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void aRasterHasOneStrokePerSpikeOrOnePixelWhenThereAreVeryMany() throws Exception {
        RasterPlot few = new RasterPlot(
                "r", "R", "", new RasterPlot.Panel("p", 4, 100, 10, new long[] {100, 105, 109}, new int[] {0, 1, 3}));
        assertThat(byClass(parse(few), "spikes")
                        .getFirst()
                        .getAttribute("d")
                        .chars()
                        .filter(c -> c == 'M')
                        .count())
                .isEqualTo(3);

        int n = 30_000;
        long[] times = IntStream.range(0, n).asLongStream().toArray();
        int[] senders = IntStream.range(0, n).map(i -> i % 3).toArray();
        Document svg = parse(new RasterPlot("r", "R", "", new RasterPlot.Panel("p", 4, 0, n, times, senders)));
        BufferedImage picture = decode(byClass(svg, "spikes").getFirst().getAttribute("href"));
        assertThat(picture.getHeight()).isEqualTo(4);
        assertThat(picture.getRGB(0, 0) & 0xffffff)
                .as("unit 3 is silent, and at the top")
                .isEqualTo(0xffffff);
        assertThat(picture.getRGB(0, 3) & 0xffffff)
                .as("unit 0 fires, and is at the foot")
                .isNotEqualTo(0xffffff);
    }

    @Test
    void figuresWithoutDataAreDrawnAndSaySo() throws Exception {
        Axis axis = Axis.linear("x");
        double[] none = {};
        List<Figure> empty = List.of(
                chart(axis, Axis.log("y")),
                chart(axis, axis, Series.line("s", none, none)),
                chart(axis, axis, Series.line("s", new double[] {1}, new double[] {Double.NaN})),
                new BarChart("b", "", "", "", axis, List.of()),
                Histogram.of("h", "", "", "x", none, 5),
                DistributionPlot.density("d", "", "", "x", List.of(), List.of()),
                DistributionPlot.survival(
                        "d", "", "", "x", List.of(DistributionPlot.Sample.of("s", new int[0])), List.of()),
                ImageGrid.receptiveFields("i", "", "", 2, 2, List.of()),
                new RasterPlot("r", "", "", new RasterPlot.Panel("p", 1, 0, 1, new long[0], new int[0])),
                HeatMap.weights("w", "", "", 1, new double[] {Double.NaN}));
        for (Figure figure : empty) {
            assertThat(parse(figure).getDocumentElement().getTagName()).isEqualTo("svg");
            assertThat(FigureNotes.of(figure)).as(figure.toString()).isNotEmpty();
        }
    }

    @Test
    void longWordsNeverSqueezeTheAreaAway() throws Exception {
        String word = "averyveryverylongword".repeat(40);
        Document svg = parse(chart(
                        new Axis(word, Axis.Scale.LINEAR, null, null),
                        new Axis(word, Axis.Scale.LINEAR, null, null),
                        Series.line(word, new double[] {0, 1}, new double[] {0, 1}),
                        Series.line(word, new double[] {0, 1}, new double[] {0, 1}))
                .with(Reference.horizontal(word, 0.5), Reference.vertical(word, 0.5)));
        double[] area = area(svg);
        assertThat(area[2] - area[0]).isGreaterThan(400);
        assertThat(area[3] - area[1]).isGreaterThan(200);
    }

    /// The states of a map drawn at random, of a single cycle, of a star and of a chain: all have a node
    /// inside the picture, no two nodes lie on each other, and each state has one arrow.
    @Test
    void everyStateOfAGraphHasItsPlaceAndItsArrow() throws Exception {
        int[] scattered =
                IntStream.range(0, 32).map(s -> (s * s * 7 + 3 * s + 5) % 32).toArray();
        int[] cycle = IntStream.range(0, 32).map(s -> (s + 5) % 32).toArray();
        int[] star = new int[32];
        int[] chain = IntStream.range(0, 32).map(s -> Math.max(0, s - 1)).toArray();
        int[] still = IntStream.range(0, 32).toArray();
        for (int[] successor : List.of(scattered, cycle, star, chain, still)) {
            Document svg = parse(new StateGraph("states", "States", "", successor, 5));
            double width = attribute(svg.getDocumentElement(), "width");
            double height = attribute(svg.getDocumentElement(), "height");
            List<Element> nodes = byClass(svg, "state").stream()
                    .map(node -> (Element) node.getElementsByTagName("rect").item(0))
                    .toList();
            assertThat(nodes).hasSize(32);
            assertThat(byClass(svg, "arrow")).hasSize(32);
            for (int i = 0; i < nodes.size(); i++) {
                Element node = nodes.get(i);
                double x = attribute(node, "x");
                double y = attribute(node, "y");
                double w = attribute(node, "width");
                double h = attribute(node, "height");
                assertThat(x).isBetween(0.0, width - w);
                assertThat(y).isBetween(0.0, height - h);
                for (Element other : nodes.subList(0, i)) {
                    boolean apart = Math.abs(x - attribute(other, "x")) > w || Math.abs(y - attribute(other, "y")) > h;
                    assertThat(apart).as("node %d", i).isTrue();
                }
            }
        }
    }

    @Test
    void theStatesOfACycleAreFilledAndTheOthersAreNot() throws Exception {
        // 1 -> 2 -> 1, and 0 and 3 fall in.
        Document svg = parse(new StateGraph("states", "States", "", new int[] {1, 2, 1, 2}, 2));
        List<String> filled = byClass(svg, "state").stream()
                .filter(node -> !((Element) node.getElementsByTagName("rect").item(0))
                        .getAttribute("fill")
                        .equals(Colours.PAPER))
                .map(node -> node.getElementsByTagName("title").item(0).getTextContent())
                .toList();
        assertThat(filled).containsExactlyInAnyOrder("10", "01");
        assertThat(svg.getDocumentElement().getTextContent()).contains("period 2, basin 4");
    }

    @Test
    void aCoordinateThatIsNoNumberIsRefused() {
        assertThat(Svg.number(-1.005)).isEqualTo("-1");
        assertThat(Svg.number(0.109)).isEqualTo("0.11");
        assertThat(Svg.number(-0.5)).isEqualTo("-0.5");
        assertThatThrownBy(() -> Svg.number(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSequentialMapDarkensEvenlyAndTheDivergingMapIsWhiteInTheMiddle() {
        int[] sequential = Colours.table(ColourMap.SEQUENTIAL);
        for (int i = 1; i < sequential.length; i++) {
            assertThat(Colours.lightness(sequential[i])).isLessThan(Colours.lightness(sequential[i - 1]));
        }
        int[] diverging = Colours.table(ColourMap.DIVERGING);
        assertThat(diverging[Colours.STEPS / 2]).isEqualTo(0xffffff);
        for (int i = 1; i < diverging.length; i++) {
            boolean brighter = Colours.lightness(diverging[i]) > Colours.lightness(diverging[i - 1]);
            assertThat(brighter).isEqualTo(i <= Colours.STEPS / 2);
        }
    }

    private static BufferedImage decode(String dataUri) throws Exception {
        String prefix = "data:image/png;base64,";
        assertThat(dataUri).startsWith(prefix);
        byte[] png = Base64.getDecoder().decode(dataUri.substring(prefix.length()));
        return ImageIO.read(new ByteArrayInputStream(png));
    }
}
