package org.gyre.lab.run;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Finds what a file left out. A JSON parser makes a record of whatever is there and leaves the
/// rest `null`; only components that are declared nullable may stay so.
public final class Completeness {
    private Completeness() {}

    /// Looks through records, collections, maps and arrays of these.
    ///
    /// @throws IllegalArgumentException naming the part that is missing
    public static void check(@Nullable Object value) {
        check(value, "the file's content");
    }

    private static void check(@Nullable Object value, String what) {
        switch (value) {
            case null -> throw new IllegalArgumentException(what + " is missing");
            case JsonNode tree -> {
                // A tree of its own, whose readers look for what they need.
            }
            case Record record -> components(record);
            case Map<?, ?> map -> map.values().forEach(item -> check(item, "an item of " + what));
            case Collection<?> items -> items.forEach(item -> check(item, "an item of " + what));
            case Object[] items -> {
                for (Object item : items) {
                    check(item, "an item of " + what);
                }
            }
            default -> {
                // A number, a text or an array of numbers.
            }
        }
    }

    private static void components(Record record) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = get(component, record);
            if (value != null || !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                check(value, "the part " + component.getName());
            }
        }
    }

    private static @Nullable Object get(RecordComponent component, Record record) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(component + " cannot be read", impossible);
        }
    }
}
