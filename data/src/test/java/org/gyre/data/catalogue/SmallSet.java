package org.gyre.data.catalogue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// Small data sets with the layouts of the large ones, written by hand.
final class SmallSet {
    /// Two training images of 1 x 2 pixels (rows x columns) and one test image.
    static final List<byte[]> PARTS = List.of(
            HexFormat.of().parseHex("00000803000000020000000100000002" + "00ff0a14"),
            HexFormat.of().parseHex("0000080100000002" + "0102"),
            HexFormat.of().parseHex("00000803000000010000000100000002" + "1e28"),
            HexFormat.of().parseHex("0000080100000001" + "00"));

    /// Two images of 2 x 2 pixels.
    static final byte[] TABLE = "0,1,2,16,1\n3,4,5,6,0\n".getBytes(StandardCharsets.UTF_8);

    private SmallSet() {}

    static CatalogueEntry idx(List<byte[]> contents, int classes) {
        return new CatalogueEntry(
                "small",
                "two images",
                "CC0-1.0",
                "nobody",
                "LeCun1998",
                Layout.IDX,
                classes,
                255,
                List.of(
                        file("train-images", contents.get(0)),
                        file("train-labels", contents.get(1)),
                        file("test-images", contents.get(2)),
                        file("test-labels", contents.get(3))),
                List.of());
    }

    static CatalogueEntry table(byte[] content) {
        return new CatalogueEntry(
                "table",
                "two images",
                "CC0-1.0",
                "nobody",
                "Alpaydin1998",
                Layout.TABLE,
                2,
                16,
                List.of(file("images.csv", content)),
                List.of());
    }

    static DataFile file(String name, byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return new DataFile(name, content.length, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
