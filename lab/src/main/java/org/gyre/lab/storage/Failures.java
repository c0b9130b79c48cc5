package org.gyre.lab.storage;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Why a file operation failed, in words for a user.
public final class Failures {
    private Failures() {}

    /// A clause without names of classes, for brackets in a sentence that names the file.
    public static String reason(IOException failure) {
        return switch (failure) {
            case StorageFullException _ -> "no space is left";
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "there is no such file or folder";
            case CharacterCodingException _ -> "it is not UTF-8 text";
            case FileSystemException file -> words(file.getReason());
            default -> words(failure.getMessage());
        };
    }

    private static String words(@Nullable String text) {
        return text == null || text.isEmpty()
                ? "the system gives no reason"
                : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }
}
