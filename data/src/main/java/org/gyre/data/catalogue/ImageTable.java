package org.gyre.data.catalogue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.gyre.core.InputException;
import org.gyre.data.Limits;
import org.gyre.data.Matrix;
import org.gyre.data.text.TextMatrix;

/// Square images in a table of text, one a line, the label behind the pixels.
final class ImageTable {
    private ImageTable() {}

    static ImageSet read(CatalogueEntry entry, byte[] content) {
        String name = entry.files().getFirst().name();
        Matrix table = table(content, name);
        int size = table.columns() - 1;
        int side = (int) Math.rint(Math.sqrt(size));
        if (size < 1 || side * side != size) {
            throw new InputException(name + ": has " + table.columns()
                    + " columns; those of a square image and its label were expected");
        }
        byte[] pixels = new byte[Math.multiplyExact(table.rows(), size)];
        byte[] labels = new byte[table.rows()];
        for (int image = 0; image < labels.length; image++) {
            for (int pixel = 0; pixel < size; pixel++) {
                pixels[image * size + pixel] = whole(table, image, pixel, entry.maxLevel(), name);
            }
            labels[image] = whole(table, image, size, entry.classes() - 1, name);
        }
        return new ImageSet(
                entry.name(),
                new LabelledImages(side, side, entry.classes(), entry.maxLevel(), pixels, labels),
                Optional.empty());
    }

    private static Matrix table(byte[] content, String name) {
        try {
            return TextMatrix.read(new ByteArrayInputStream(content), name, Limits.DEFAULT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte whole(Matrix table, int row, int column, int largest, String name) {
        double value = table.get(row, column);
        if (!(value >= 0 && value <= largest && value == Math.rint(value))) {
            throw new InputException(name + ", row " + (row + 1) + ", column " + (column + 1) + ": " + value
                    + " is not a whole number from 0 to " + largest);
        }
        return (byte) (int) value;
    }
}
