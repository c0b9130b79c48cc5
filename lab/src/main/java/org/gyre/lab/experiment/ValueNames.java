package org.gyre.lab.experiment;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The names of the values that a run gives, known before it runs, so that a claim about a misspelt
/// name is refused and not silently left untested.
///
/// A name may be *given* by the configuration at hand, or only *known*: it belongs to a part that is
/// switched off, or to a family such as `information_block_#_bits`, whose `#` stands for a number.
public final class ValueNames {
    private final Set<String> given = new LinkedHashSet<>();
    private final Set<String> known = new LinkedHashSet<>();

    /// A number as part of a name: 0.5 is `0_5`, 30 is `30`, −2 is `minus_2`.
    public static String number(double value) {
        return String.format(Locale.ROOT, "%s", value)
                .replaceFirst("\\.0$", "")
                .replace('.', '_')
                .replace("-", "minus_");
    }

    /// A member of a family: each `#` is replaced by the next number.
    public static String of(String family, double... numbers) {
        String name = family;
        for (double number : numbers) {
            name = name.replaceFirst("#", number(number));
        }
        return name;
    }

    /// Values that the run gives.
    public ValueNames give(String... names) {
        return when(true, List.of(names));
    }

    /// Values of a part of the run.
    ///
    /// @param on whether the configuration at hand has that part
    public ValueNames when(boolean on, Collection<String> names) {
        known.addAll(names);
        if (on) {
            given.addAll(names);
        }
        return this;
    }

    /// Values of one family, given for these numbers.
    ///
    /// @param family a name with one `#`
    public ValueNames each(String family, Collection<? extends Number> numbers) {
        known.add(family);
        numbers.forEach(number -> given.add(of(family, number.doubleValue())));
        return this;
    }

    /// One value of a family, for these numbers.
    ///
    /// @param family a name with as many `#`
    public ValueNames member(String family, double... numbers) {
        known.add(family);
        given.add(of(family, numbers));
        return this;
    }

    /// A family of which the configuration at hand gives nothing.
    public ValueNames know(String... families) {
        known.addAll(List.of(families));
        return this;
    }

    /// What the configuration at hand gives, all of it.
    public Set<String> given() {
        return Collections.unmodifiableSet(given);
    }

    /// Whether a run of this kind can give it, perhaps with other settings.
    public boolean knows(String name) {
        return given.contains(name)
                || known.stream()
                        .filter(family ->
                                family.indexOf('#') >= 0 && name.startsWith(family.substring(0, family.indexOf('#'))))
                        .anyMatch(family -> Pattern.matches(
                                Pattern.quote(family).replace("#", "\\E(minus_)?[0-9]+(_[0-9]+)?\\Q"), name))
                || known.contains(name);
    }

    /// The name that was probably meant, or null.
    @Nullable
    String closest(String name) {
        Set<String> candidates = new LinkedHashSet<>(given);
        candidates.addAll(known);
        return Suggestions.closest(name, candidates);
    }
}
