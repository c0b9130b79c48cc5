package org.gyre.lab.report;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.gyre.lab.report.svg.FigureNotes;
import org.gyre.lab.report.svg.FigureSvg;
import org.gyre.lab.run.Numbers;

/// One figure in a page: picture or table, caption, what could not be shown, and its numbers to take away.
final class FigureHtml {
    /// Larger attachments are left to the files of the run directory, so that the page stays quick to open.
    private static final int LARGEST_CSV = 1 << 20;

    private static final int LARGEST_SVG = 400_000;

    private FigureHtml() {}

    /// A figure of a run, whose files hold the numbers that are too many for the page.
    static void write(Html html, Figure figure, String label) {
        write(html, figure, label, "The numbers are in figures.json. ");
    }

    /// @param elsewhere a sentence on where the numbers are if they are too many to be attached
    static void write(Html html, Figure figure, String label, String elsewhere) {
        html.open("figure", "id", "figure-" + figure.id());
        html.element("h3", label + figure.title());
        Optional<String> svg = FigureSvg.draw(figure);
        svg.ifPresent(html::picture);
        if (figure instanceof TableFigure table) {
            table(html, table);
        }
        html.open("figcaption");
        html.text(figure.caption());
        for (String note : FigureNotes.of(figure)) {
            html.text(" ").element("span", note, "class", "note");
        }
        html.close();
        html.open("p", "class", "links");
        String csv = FigureCsv.of(figure);
        if (csv.length() <= LARGEST_CSV) {
            download(html, figure.id() + ".csv", "text/csv", csv, "Numbers (CSV)");
        } else {
            html.text(elsewhere);
        }
        if (svg.isPresent() && svg.get().length() <= LARGEST_SVG) {
            download(html, figure.id() + ".svg", "image/svg+xml", svg.get(), "Picture (SVG)");
        }
        html.close().close();
    }

    private static void download(Html html, String file, String type, String content, String words) {
        String data = Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
        html.element("a", words, "download", file, "href", "data:" + type + ";charset=utf-8;base64," + data);
    }

    private static void table(Html html, TableFigure table) {
        html.open("div", "class", "scroll").open("table");
        html.open("thead").open("tr");
        for (int c = 0; c < table.columns().size(); c++) {
            html.element("th", table.columns().get(c), "scope", "col", "class", numeric(table, c) ? "number" : "words");
        }
        html.close().close();
        html.open("tbody");
        for (List<String> row : table.rows()) {
            html.open("tr");
            for (String cell : row) {
                cell(html, cell);
            }
            html.close();
        }
        html.close().close().close();
    }

    /// Whether a column holds numbers and nothing else but gaps, so that its heading is aligned as they are.
    private static boolean numeric(TableFigure table, int column) {
        List<String> cells = table.rows().stream()
                .map(row -> row.get(column))
                .filter(cell -> !cell.isEmpty())
                .toList();
        return !cells.isEmpty() && cells.stream().allMatch(cell -> number(cell).isPresent());
    }

    /// A cell; one that reads as a number is rounded for the eye and aligned to the right.
    static void cell(Html html, String cell) {
        Optional<BigDecimal> number = number(cell);
        if (number.isEmpty()) {
            html.element("td", cell);
        } else {
            html.open("td", "class", "number");
            html.element("data", readable(number.get().doubleValue()), "value", cell);
            html.close();
        }
    }

    /// A number for readers, with a true minus sign.
    static String readable(double value) {
        return Numbers.compact(value).replace('-', '−');
    }

    private static Optional<BigDecimal> number(String cell) {
        if (cell.isEmpty() || cell.length() > 40 || !cell.matches("[-+]?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]{1,3})?")) {
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(cell));
    }
}
