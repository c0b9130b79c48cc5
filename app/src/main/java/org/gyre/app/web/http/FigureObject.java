package org.gyre.app.web.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gyre.lab.report.Figure;
import org.gyre.lab.report.TableFigure;
import org.jspecify.annotations.Nullable;

/// What the page is told of a figure: it has a picture of its own, or is a table.
public final class FigureObject {
    /// The rest of a longer table is in its CSV file.
    private static final int MOST_ROWS = 200;

    private FigureObject() {}

    /// `id`, `title`, `caption`, and `table`, which is null of a picture.
    public static Map<String, @Nullable Object> of(Figure figure) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("id", figure.id());
        object.put("title", figure.title());
        object.put("caption", figure.caption());
        object.put(
                "table",
                figure instanceof TableFigure table
                        ? Map.of(
                                "columns",
                                table.columns(),
                                "rows",
                                table.rows()
                                        .subList(
                                                0,
                                                Math.min(MOST_ROWS, table.rows().size())))
                        : null);
        return object;
    }
}
