package org.gyre.lab.play;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.gyre.core.InputException;
import org.gyre.lab.experiment.Suggestions;

/// The values of all dials of an explorable, each within its bounds. Immutable.
public final class Settings {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final int MOST_STEPS = 400;
    private static final int LONGEST_SHOWN = 40;

    private final Explorable explorable;
    private final Map<String, String> values;

    private Settings(Explorable explorable, Map<String, String> values) {
        this.explorable = explorable;
        this.values = values;
    }

    /// What was given, completed with defaults.
    ///
    /// @param given values by their keys
    /// @throws InputException if a key is unknown or a value is none of its dial's
    public static Settings of(Explorable explorable, Map<String, String> given) {
        List<String> keys = explorable.dials().stream().map(Dial::key).toList();
        for (String key : given.keySet()) {
            if (!keys.contains(key)) {
                String near = Suggestions.closest(key, keys);
                throw new InputException(shown(key) + ": " + explorable.name() + " has no such key; "
                        + (near == null ? "there are " + String.join(", ", keys) : "did you mean \"" + near + "\"?"));
            }
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (Dial dial : explorable.dials()) {
            values.put(
                    dial.key(),
                    checked(dial, given.getOrDefault(dial.key(), dial.initial()).strip()));
        }
        return new Settings(explorable, values);
    }

    private static String checked(Dial dial, String value) {
        return switch (dial.kind()) {
            case REAL -> text(number(dial, value));
            case WHOLE -> {
                double number = number(dial, value);
                if (number != Math.rint(number)) {
                    throw new InputException(dial.key() + " = " + shown(value) + ": must be a whole number");
                }
                yield Long.toString((long) number);
            }
            case CHOICE -> {
                if (!dial.choices().contains(value)) {
                    throw new InputException(dial.key() + " = " + shown(value) + ": must be one of "
                            + String.join(", ", dial.choices()));
                }
                yield value;
            }
            case STEPS -> steps(dial, value);
        };
    }

    private static double number(Dial dial, String value) {
        if (!NUMBER.matcher(value).matches()) {
            throw new InputException(dial.key() + " = " + shown(value) + ": must be a number");
        }
        double number = Double.parseDouble(value);
        if (!(number >= dial.least() && number <= dial.most())) {
            throw new InputException(dial.key() + " = " + shown(value) + ": must be from " + text(dial.least()) + " to "
                    + text(dial.most()));
        }
        return number == 0 ? 0 : number;
    }

    private static String steps(Dial dial, String value) {
        if (value.isEmpty()) {
            return "";
        }
        String[] parts = value.split(",", -1);
        if (parts.length > MOST_STEPS) {
            throw new InputException(dial.key() + ": has " + parts.length + " steps; at most " + MOST_STEPS);
        }
        int[] steps = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            double number = number(dial, parts[i].strip());
            if (number != Math.rint(number)) {
                throw new InputException(dial.key() + ": " + shown(parts[i]) + " is no whole number");
            }
            steps[i] = (int) number;
        }
        return String.join(
                ",",
                Arrays.stream(steps)
                        .sorted()
                        .distinct()
                        .mapToObj(Integer::toString)
                        .toList());
    }

    /// What a user typed, short enough for a sentence.
    private static String shown(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= LONGEST_SHOWN ? plain : plain.substring(0, LONGEST_SHOWN) + "…";
    }

    /// A number without an exponent or idle digits: `0.02`, `3`.
    static String text(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /// A number.
    public double real(String key) {
        return Double.parseDouble(choice(key));
    }

    /// A whole number.
    public int whole(String key) {
        return Integer.parseInt(choice(key));
    }

    /// A choice.
    public String choice(String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException(explorable.name() + " has no key " + key);
        }
        return value;
    }

    /// Steps, ascending.
    public int[] steps(String key) {
        String text = choice(key);
        return text.isEmpty()
                ? new int[0]
                : Arrays.stream(text.split(",")).mapToInt(Integer::parseInt).toArray();
    }

    /// All values by key, numbers as such.
    public Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>();
        for (Dial dial : explorable.dials()) {
            all.put(
                    dial.key(),
                    switch (dial.kind()) {
                        case REAL -> (Object) real(dial.key());
                        case WHOLE -> whole(dial.key());
                        case CHOICE -> choice(dial.key());
                        case STEPS -> steps(dial.key());
                    });
        }
        return all;
    }

    /// The values that are not the default ones.
    private Map<String, String> chosen() {
        Map<String, String> chosen = new LinkedHashMap<>();
        for (Dial dial : explorable.dials()) {
            String value = choice(dial.key());
            if (!value.equals(dial.initial())) {
                chosen.put(dial.key(), value);
            }
        }
        return chosen;
    }

    /// The command that gives the same answer.
    public String command() {
        StringBuilder text = new StringBuilder("gyre play ").append(explorable.name());
        chosen().forEach((key, value) ->
                text.append(" --set ").append(key).append('=').append(value));
        return text.toString();
    }

    /// A TOML file that `gyre play FILE` answers alike.
    public String toml() {
        StringBuilder text =
                new StringBuilder("view = \"").append(explorable.name()).append("\"\n");
        for (Dial dial : explorable.dials()) {
            String value = choice(dial.key());
            boolean number = dial.kind() == Dial.Kind.REAL || dial.kind() == Dial.Kind.WHOLE;
            text.append(dial.key())
                    .append(" = ")
                    .append(number ? value : dial.kind() == Dial.Kind.STEPS ? "[" + value + "]" : "\"" + value + "\"")
                    .append('\n');
        }
        return text.toString();
    }
}
