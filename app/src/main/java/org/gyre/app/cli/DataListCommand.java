package org.gyre.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.data.catalogue.Catalogue;
import org.gyre.data.catalogue.CatalogueEntry;
import org.gyre.data.catalogue.DataFolder;
import org.gyre.data.image.GreyImage;
import org.gyre.data.image.Photographs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `gyre data list`: the data that come with Gyre, and the data sets that it can get.
@Command(
        name = "list",
        description = "List the data that come with Gyre, and the data sets that 'gyre data get' brings.")
final class DataListCommand implements GyreSubcommand {
    private final Console console;

    @Mixin
    OutputOptions output = new OutputOptions();

    DataListCommand(Console console) {
        this.console = console;
    }

    @Override
    public int call() {
        DataFolder folder = DataFolder.ofUser();
        List<Map<String, Object>> data = new ArrayList<>();
        for (String name : Photographs.names()) {
            GreyImage image = Photographs.read(name);
            data.add(photograph(name, image));
            if (!output.json) {
                line(name, "photograph, " + image.width() + " x " + image.height() + " pixels");
            }
        }
        for (CatalogueEntry entry : Catalogue.entries()) {
            data.add(set(entry, folder));
            if (!output.json) {
                line(
                        entry.name(),
                        entry.title() + "; " + DataGetCommand.megabytes(entry.bytes()) + ", " + entry.licence() + ", "
                                + (folder.has(entry) ? "here" : "not here: 'gyre data get " + entry.name() + "'"));
            }
        }
        if (output.json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("data", data);
            object.put("folder", folder.root().toString());
            object.put("warnings", List.of());
            console.printJson(object);
        }
        return ExitCode.DONE;
    }

    private void line(String name, String what) {
        console.print(name + " ".repeat(Math.max(1, 15 - name.length())) + what);
    }

    private static Map<String, Object> photograph(String name, GreyImage image) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", name);
        entry.put("kind", "photograph");
        entry.put("width", image.width());
        entry.put("height", image.height());
        return entry;
    }

    private static Map<String, Object> set(CatalogueEntry set, DataFolder folder) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", set.name());
        entry.put("kind", "labelled images");
        entry.put("title", set.title());
        entry.put("bytes", set.bytes());
        entry.put("licence", set.licence());
        entry.put("credit", set.credit());
        entry.put("citation", set.citation());
        entry.put("here", folder.has(set));
        return entry;
    }
}
