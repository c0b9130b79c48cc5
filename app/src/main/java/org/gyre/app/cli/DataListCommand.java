package org.gyre.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.data.image.GreyImage;
import org.gyre.data.image.Photographs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `gyre data list`: the data that come with Gyre.
@Command(name = "list", description = "List the data that come with Gyre.")
final class DataListCommand implements GyreSubcommand {
    private final Console console;

    @Mixin
    OutputOptions output = new OutputOptions();

    DataListCommand(Console console) {
        this.console = console;
    }

    @Override
    public int call() {
        List<Map<String, Object>> photographs = new ArrayList<>();
        for (String name : Photographs.names()) {
            GreyImage image = Photographs.read(name);
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", name);
            entry.put("kind", "photograph");
            entry.put("width", image.width());
            entry.put("height", image.height());
            photographs.add(entry);
        }
        if (output.json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("data", photographs);
            object.put("warnings", List.of());
            console.printJson(object);
        } else {
            photographs.forEach(entry -> console.print(entry.get("name") + "  photograph, " + entry.get("width") + " x "
                    + entry.get("height") + " pixels"));
        }
        return ExitCode.DONE;
    }
}
