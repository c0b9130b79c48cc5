package org.gyre.lab.play;

import java.util.List;
import org.gyre.core.InputException;
import org.gyre.lab.experiment.Suggestions;

/// All explorables.
public final class Explorables {
    private static final List<Explorable> ALL =
            List.of(new UnitPlay(), new NetworkPlay(), new DecompositionPlay(), new AvalanchePlay());

    private Explorables() {}

    /// In the order in which they are shown.
    public static List<Explorable> all() {
        return ALL;
    }

    /// An explorable by its name.
    ///
    /// @throws InputException if there is none, with the most similar name
    public static Explorable find(String name) {
        List<String> names = ALL.stream().map(Explorable::name).toList();
        int at = names.indexOf(name);
        if (at < 0) {
            String near = Suggestions.closest(name, names);
            throw new InputException("\"" + name.replaceAll("\\p{Cntrl}", "?") + "\" is nothing to play with; "
                    + (near == null ? "there are " + String.join(", ", names) : "did you mean \"" + near + "\"?"));
        }
        return ALL.get(at);
    }
}
