package org.gyre.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.data.FileKind;
import org.gyre.lab.experiment.TomlValues;
import org.gyre.lab.play.Dial;
import org.gyre.lab.play.Explorable;
import org.gyre.lab.play.Explorables;
import org.gyre.lab.play.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gyre play VIEW`: what the page's Play shows, in a terminal.
@Command(
        name = "play",
        description = "Ask a small system what it does: the numbers behind the page's Play ('gyre serve').",
        footer = {
            "",
            "Views: unit, network, decomposition, avalanches.",
            "Without one, they are listed with their keys.",
            "",
            "Examples:",
            "  gyre play unit --set weight=0.5 --set leak=0.3",
            "  gyre play network --set units=8 --set wiring=rooks --json",
            "  gyre play my-network.toml"
        })
final class PlayCommand implements GyreSubcommand {
    private static final String SUFFIX = ".toml";
    private static final int LONGEST_LIST = 12;

    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "VIEW",
            description = "What to play with, or a TOML file of its keys with the line view = \"…\".")
    @Nullable
    String view;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Change a key; may be given several times.")
    List<String> set = new ArrayList<>();

    @Mixin
    OutputOptions output = new OutputOptions();

    PlayCommand(Console console) {
        this.console = console;
    }

    @Override
    public int call() {
        if (view == null) {
            if (!set.isEmpty()) {
                throw new InputException("--set " + FileKind.printable(set.getFirst())
                        + ": belongs to a view; name one, for example: gyre play unit");
            }
            list();
            return ExitCode.DONE;
        }
        Map<String, String> given = new LinkedHashMap<>();
        String name = view;
        if (view.endsWith(SUFFIX)) {
            given.putAll(TomlValues.read(Path.of(view)));
            String named = given.remove("view");
            if (named == null) {
                throw new InputException(view + ": does not say what to play with; add the line view = \"unit\"");
            }
            name = named;
        }
        for (String entry : set) {
            int equals = entry.indexOf('=');
            if (equals < 1) {
                throw new InputException("--set " + FileKind.printable(entry)
                        + ": must have the form key=value, for example weight=0.5");
            }
            given.put(entry.substring(0, equals).strip(), entry.substring(equals + 1));
        }
        Explorable explorable = Explorables.find(name);
        Map<String, @Nullable Object> answer = explorable.answer(Settings.of(explorable, given));
        if (output.json) {
            console.printJson(answer);
        } else {
            print("", answer);
        }
        return ExitCode.DONE;
    }

    private void list() {
        if (output.json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("views", Explorables.all().stream().map(Explorable::name).toList());
            object.put("warnings", List.of());
            console.printJson(object);
            return;
        }
        for (Explorable explorable : Explorables.all()) {
            console.print(explorable.name() + ": " + explorable.title());
            for (Dial dial : explorable.dials()) {
                console.print("  " + dial.key() + " (" + values(dial) + "): " + dial.why());
            }
        }
    }

    private static String values(Dial dial) {
        return switch (dial.kind()) {
            case CHOICE -> String.join(", ", dial.choices());
            case STEPS -> "steps with commas between them";
            case REAL, WHOLE -> plain(dial.least()) + " to " + plain(dial.most()) + ", else " + dial.initial();
        };
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    /// What fits in a line; lists that do not are in the JSON.
    private void print(String indent, Map<?, ?> object) {
        object.forEach((key, value) -> {
            switch (value) {
                case null -> console.print(indent + key + ": none");
                case String text
                when text.lines().count() > 1 -> {
                    console.print(indent + key + ":");
                    text.lines().forEach(line -> console.print(indent + "    " + line));
                }
                case Map<?, ?> map -> {
                    console.print(indent + key + ":");
                    print(indent + "  ", map);
                }
                case List<?> list
                when String.valueOf(key).equals("warnings") ->
                    list.forEach(sentence -> console.print(indent + "note: " + sentence));
                case List<?> list -> console.print(indent + key + ": " + list.size() + " rows");
                case int[] numbers -> console.print(indent + key + ": " + shown(numbers));
                case double[] numbers -> console.print(indent + key + ": " + numbers.length + " numbers");
                case double[][] rows -> console.print(indent + key + ": " + rows.length + " rows");
                case Double number -> console.print(indent + key + ": " + String.format(Locale.ROOT, "%.6g", number));
                default -> console.print(indent + key + ": " + value);
            }
        });
    }

    private static String shown(int[] numbers) {
        if (numbers.length > LONGEST_LIST) {
            return numbers.length + " numbers";
        }
        List<String> texts = new ArrayList<>();
        for (int number : numbers) {
            texts.add(Integer.toString(number));
        }
        return texts.isEmpty() ? "none" : String.join(", ", texts);
    }
}
