package org.gyre.data.catalogue;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.data.FileKind;
import org.gyre.data.InputFile;
import org.gyre.data.Limits;

/// A file of a data set as it was published.
///
/// @param name usual name, without `.gz`
/// @param bytes length of the uncompressed content
/// @param sha256 of the uncompressed content, 64 hexadecimal digits
public record DataFile(String name, int bytes, String sha256) {
    public DataFile {
        if (bytes < 0 || !sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(name + ": " + bytes + " bytes, SHA-256 " + sha256);
        }
    }

    /// The file in a folder, plain or, if there is no plain one, with `.gz` behind its name.
    public Optional<Path> in(Path folder) {
        Path plain = folder.resolve(name);
        Path packed = folder.resolve(name + ".gz");
        return Files.isRegularFile(plain)
                ? Optional.of(plain)
                : Files.isRegularFile(packed) ? Optional.of(packed) : Optional.empty();
    }

    /// The uncompressed content of a file that [#in] found.
    ///
    /// @throws InputException if it cannot be read or is not the published one
    public byte[] read(Path file) {
        return InputFile.read(file, Limits.DEFAULT, channel -> {
            try (InputStream in = Channels.newInputStream(channel)) {
                return checked(in, file.toString());
            }
        });
    }

    /// The uncompressed content of bytes that were fetched, compressed or not.
    ///
    /// @param from where they come from, for messages
    /// @throws InputException if they are not those of the published file
    public byte[] checked(byte[] content, String from) {
        try {
            return checked(new ByteArrayInputStream(content), from);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] checked(InputStream raw, String from) throws IOException {
        InputStream in = new BufferedInputStream(raw);
        in.mark(2);
        boolean packed = FileKind.of(in.readNBytes(2)) == FileKind.GZIP;
        in.reset();
        byte[] content;
        try {
            // One byte more than is right tells a file that is too long; no more is unpacked.
            content = (packed ? new GZIPInputStream(in) : in).readNBytes(bytes + 1);
        } catch (ZipException | EOFException e) {
            throw new InputException(from + ": its compressed bytes are corrupt; delete it and get it again", e);
        }
        if (content.length != bytes) {
            throw new InputException(from + ": has " + (content.length > bytes ? "more than " : "")
                    + Plural.of(Math.min(content.length, bytes), "byte") + " instead of " + bytes
                    + "; delete it and get it again");
        }
        String found = HexFormat.of().formatHex(sha256Digest().digest(content));
        if (!found.equals(sha256)) {
            throw new InputException(from + ": is not the published file (its SHA-256 is " + found + " instead of "
                    + sha256 + "); delete it and get it again");
        }
        return content;
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }
}
