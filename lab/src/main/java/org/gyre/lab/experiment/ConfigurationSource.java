package org.gyre.lab.experiment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.gyre.core.InputException;
import org.gyre.data.InputFile;
import org.jspecify.annotations.Nullable;

/// A configuration before it is read: a TOML file or a preset.
///
/// @param origin what messages call it: the file or the preset's id
/// @param name what runs are called: the preset's id, or the file's name without `.toml`
/// @param preset the preset's id, or absent
/// @param folder the folder that input files are resolved against, or absent
/// @param text the TOML text
public record ConfigurationSource(
        String origin,
        String name,
        @Nullable String preset,
        @Nullable Path folder,
        String text) {

    /// A file if the name ends in `.toml`, else a preset.
    ///
    /// @throws InputException if there is none of this name
    public static ConfigurationSource named(String name) {
        return name.endsWith(".toml")
                ? file(InputFile.named(name))
                : preset(Presets.installed().find(name));
    }

    /// Reads a TOML file.
    ///
    /// @throws InputException if it is missing, too long or not UTF-8
    public static ConfigurationSource file(Path file) {
        try {
            if (Files.isRegularFile(file) && Files.size(file) > 4L * TomlTree.MAX_CHARACTERS) {
                throw new InputException(
                        file + " has " + Files.size(file) + " bytes, more than a configuration may have ("
                                + TomlTree.MAX_CHARACTERS + " characters); name a configuration file");
            }
            String text = UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            String name = String.valueOf(file.getFileName()).replaceFirst("\\.toml$", "");
            return new ConfigurationSource(
                    file.toString(), name, null, file.toAbsolutePath().getParent(), text);
        } catch (CharacterCodingException encoding) {
            throw new InputException(file + " is not UTF-8 text; save it as UTF-8", encoding);
        } catch (NoSuchFileException missing) {
            throw new InputException(
                    file + " does not exist; check the name, or print a preset to start from: gyre presets NAME > "
                            + file,
                    missing);
        } catch (IOException failure) {
            throw new InputException(file + " cannot be read: " + failure.getMessage(), failure);
        }
    }

    public static ConfigurationSource preset(Preset preset) {
        return new ConfigurationSource("preset " + preset.id(), preset.id(), preset.id(), null, preset.toml());
    }
}
