package org.gyre.lab.experiment;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes maps, lists and plain values as TOML, always in the same order and form.
final class TomlText {
    private final StringBuilder out = new StringBuilder();

    private TomlText() {}

    /// @param tree values are texts, numbers, booleans, lists, and maps of these
    static String of(Map<String, ?> tree) {
        TomlText text = new TomlText();
        text.table("", tree);
        return text.out.toString();
    }

    /// A record's components by key, in their order; what is null is left out.
    static Map<String, Object> tree(Record configuration) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (RecordComponent component : configuration.getClass().getRecordComponents()) {
            Object value = plain(get(component, configuration));
            if (value != null) {
                tree.put(RecordReader.key(component), value);
            }
        }
        return tree;
    }

    private static @Nullable Object get(RecordComponent component, Record configuration) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(configuration);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("cannot read " + component, impossible);
        }
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Record nested -> tree(nested);
            case Enum<?> constant -> RecordReader.label(constant);
            case List<?> list -> {
                List<Object> items = new ArrayList<>();
                for (Object item : list) {
                    Object one = plain(item);
                    if (one != null) {
                        items.add(one);
                    }
                }
                yield items;
            }
            default -> value;
        };
    }

    private void table(String path, Map<?, ?> table) {
        table.forEach((key, value) -> {
            if (!(value instanceof Map) && !isTables(value)) {
                out.append(key(key)).append(" = ");
                value(value);
                out.append('\n');
            }
        });
        table.forEach((key, value) -> {
            String name = path.isEmpty() ? key(key) : path + "." + key(key);
            if (value instanceof Map<?, ?> nested) {
                out.append("\n[").append(name).append("]\n");
                table(name, nested);
            } else if (value instanceof List<?> tables && isTables(value)) {
                for (Object nested : tables) {
                    out.append("\n[[").append(name).append("]]\n");
                    table(name, (Map<?, ?>) nested);
                }
            }
        });
    }

    private static boolean isTables(@Nullable Object value) {
        return value instanceof List<?> list && !list.isEmpty() && list.getFirst() instanceof Map;
    }

    private void value(@Nullable Object value) {
        switch (value) {
            case String text -> string(text);
            case Boolean truth -> out.append(truth.booleanValue());
            case Integer number -> out.append(number.intValue());
            case Long number -> out.append(number.longValue());
            case Double number -> out.append(Double.toString(number));
            case List<?> list -> {
                out.append('[');
                for (int i = 0; i < list.size(); i++) {
                    out.append(i == 0 ? "" : ", ");
                    value(list.get(i));
                }
                out.append(']');
            }
            case null, default -> throw new IllegalArgumentException("cannot be written as TOML: " + value);
        }
    }

    private void string(String text) {
        out.append('"');
        text.chars().forEach(c -> {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || c == 0x7f) {
                        out.append(String.format(Locale.ROOT, "\\u%04x", c));
                    } else {
                        out.append((char) c);
                    }
                }
            }
        });
        out.append('"');
    }

    private String key(@Nullable Object key) {
        String name = String.valueOf(key);
        if (name.matches("[A-Za-z0-9_-]+")) {
            return name;
        }
        TomlText quoted = new TomlText();
        quoted.string(name);
        return quoted.out.toString();
    }
}
