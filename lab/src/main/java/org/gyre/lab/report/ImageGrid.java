package org.gyre.lab.report;

import java.util.List;

/// Many small pictures side by side: receptive fields, patches, states of a network.
///
/// @param height rows of pixels of each picture
/// @param width columns of pixels of each picture
/// @param scaling how the colours of the pictures relate
/// @param tiles the pictures, in reading order
public record ImageGrid(
        String id,
        String title,
        String caption,
        String valueLabel,
        int height,
        int width,
        ColourMap colours,
        Scaling scaling,
        List<Tile> tiles)
        implements Figure {
    public enum Scaling {
        /// Each picture uses the whole range of colours; only its shape can be read.
        EACH,
        /// One range for all pictures; strengths can be compared.
        SHARED
    }

    /// One picture with its label.
    ///
    /// @param label a few characters under the picture ("R² .87"); may be empty
    /// @param values `[row][column]`, row-major, height·width values; row 0 is at the top
    @SuppressWarnings("ArrayRecordComponent") // plain numbers for a file; compared by content only in tests
    public record Tile(String label, double[] values) {}

    /// Refuses parts that do not fit together.
    ///
    /// @throws IllegalArgumentException if the id is malformed, a size is not positive, or a tile has another
    /// number of values
    public ImageGrid {
        Require.id(id);
        Require.positive("figure '" + id + "', height", height);
        Require.positive("figure '" + id + "', width", width);
        tiles = List.copyOf(tiles);
        for (int i = 0; i < tiles.size(); i++) {
            Require.sameLength(
                    "figure '" + id + "', tile " + i,
                    Math.multiplyExact(height, width),
                    tiles.get(i).values().length);
        }
    }

    /// Receptive fields: zero is white, each tile scaled by its own largest magnitude.
    public static ImageGrid receptiveFields(
            String id, String title, String caption, int height, int width, List<Tile> tiles) {
        return new ImageGrid(
                id, title, caption, "sensitivity", height, width, ColourMap.DIVERGING, Scaling.EACH, tiles);
    }
}
