package org.gyre.lab.survey;

import java.util.List;
import org.gyre.data.recording.Recording;

/// A recording and where it came from.
///
/// @param file as the user named it
/// @param bytes size of the file; 0 for a folder
/// @param sha256 of its bytes, in hexadecimal; empty for a folder
/// @param options words of the command line that said how to read it
public record RecordingSource(String file, long bytes, String sha256, List<String> options, Recording recording) {
    public RecordingSource {
        options = List.copyOf(options);
    }

    /// The last part of the file's name.
    String name() {
        int end = file.length();
        while (end > 1 && separator(file.charAt(end - 1))) {
            end--;
        }
        int start = end;
        while (start > 0 && !separator(file.charAt(start - 1))) {
            start--;
        }
        return file.substring(start, end);
    }

    private static boolean separator(char c) {
        return c == '/' || c == '\\';
    }
}
