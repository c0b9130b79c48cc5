package org.gyre.lab.experiment;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.gyre.core.InputException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads a table of a TOML tree into a record. Components are keys in snake_case (`pMax` is `p_max`).
///
/// Components may be `boolean`, `int`, `long`, `double`, their boxes, `String`, enums (`EVERY_BLOCK` is
/// `"every-block"`), records, `JsonNode` (whatever stands there), and lists of these. Conversions never lose anything:
/// an integer may stand for a
/// `double`, but not the reverse. NaN and the infinities are refused. What a record's constructor refuses is
/// reported with file, line and key.
final class RecordReader {
    private final TomlTree tree;
    private final Class<?> whole;

    private RecordReader(TomlTree tree, Class<?> whole) {
        this.tree = tree;
        this.whole = whole;
    }

    /// @param node the table
    /// @param path the table's key, empty for the whole file
    /// @param alsoKnown further keys of this table that somebody else reads
    /// @throws InputException naming file, line and key
    static <C extends Record> C read(
            TomlTree tree, ObjectNode node, String path, Class<C> type, Set<String> alsoKnown) {
        return type.cast(new RecordReader(tree, type).table(node, path, type, alsoKnown));
    }

    /// The key of a component.
    static String key(RecordComponent component) {
        String name = component.getName();
        StringBuilder key = new StringBuilder(name.length() + 4);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isUpperCase(c) && i > 0 && !Character.isUpperCase(name.charAt(i - 1))) {
                key.append('_');
            }
            key.append(Character.toLowerCase(c));
        }
        return key.toString();
    }

    /// The TOML text of an enum constant.
    static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Object table(ObjectNode node, String path, Class<?> type, Set<String> alsoKnown) {
        RecordComponent[] components = type.getRecordComponents();
        Set<String> known = new LinkedHashSet<>(alsoKnown);
        for (RecordComponent component : components) {
            known.add(key(component));
        }
        for (String name : node.propertyNames()) {
            if (!known.contains(name)) {
                throw unknown(join(path, name), name, path, known);
            }
        }
        @Nullable Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            arguments[i] = component(node, join(path, key(components[i])), components[i]);
        }
        return construct(type, components, arguments, path);
    }

    private @Nullable Object component(ObjectNode node, String path, RecordComponent component) {
        JsonNode value = node.get(key(component));
        if (value != null) {
            return value(value, path, component.getGenericType());
        }
        Default fallback = component.getAnnotation(Default.class);
        if (fallback != null) {
            return value(TomlTree.value(fallback.value()), path, component.getGenericType());
        }
        if (nullable(component.getAnnotatedType()) || nullable(component)) {
            return null;
        }
        if (component.getType().isRecord()) {
            return table(node.objectNode(), path, component.getType(), Set.of());
        }
        throw new InputException(tree.place(path) + ": " + path + " is missing; give it a value");
    }

    private static boolean nullable(AnnotatedElement element) {
        return element.isAnnotationPresent(Nullable.class);
    }

    private Object value(JsonNode node, String path, Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            if (!node.isArray()) {
                throw wrong(path, node, "a list");
            }
            List<Object> items = new ArrayList<>();
            for (JsonNode item : node) {
                items.add(value(item, path + "[" + items.size() + "]", list.getActualTypeArguments()[0]));
            }
            return List.copyOf(items);
        }
        if (type == JsonNode.class) {
            return node;
        }
        if (!(type instanceof Class<?> target)) {
            throw new IllegalArgumentException(path + ": a component of type " + type + " cannot be read");
        }
        if (target.isRecord()) {
            if (!(node instanceof ObjectNode object)) {
                throw wrong(path, node, "a table");
            }
            return table(object, path, target, Set.of());
        }
        if (target == double.class || target == Double.class) {
            return number(node, path);
        }
        if (target == int.class || target == Integer.class) {
            return Math.toIntExact(integer(node, path, Integer.MIN_VALUE, Integer.MAX_VALUE));
        }
        if (target == long.class || target == Long.class) {
            return integer(node, path, Long.MIN_VALUE, Long.MAX_VALUE);
        }
        if (target == boolean.class || target == Boolean.class) {
            if (!node.isBoolean()) {
                throw wrong(path, node, "true or false");
            }
            return node.booleanValue();
        }
        if (target == String.class) {
            if (!node.isString()) {
                throw wrong(path, node, "a text in quotes");
            }
            return node.stringValue();
        }
        if (target.isEnum()) {
            return constant(node, path, target);
        }
        throw new IllegalArgumentException(path + ": a component of type " + type + " cannot be read");
    }

    private double number(JsonNode node, String path) {
        if (!node.isNumber()) {
            throw wrong(path, node, "a number");
        }
        // 1e999 is a number of TOML, and none of ours.
        double value = node.asDouble(Double.NaN);
        if (!Double.isFinite(value)) {
            throw wrong(path, node, "a finite number");
        }
        return value;
    }

    private long integer(JsonNode node, String path, long min, long max) {
        if (!node.isIntegralNumber()) {
            throw wrong(path, node, "an integer");
        }
        if (!node.canConvertToLong() || node.longValue() < min || node.longValue() > max) {
            throw wrong(path, node, "an integer from " + min + " to " + max);
        }
        return node.longValue();
    }

    private Object constant(JsonNode node, String path, Class<?> type) {
        List<String> labels = new ArrayList<>();
        for (Object constant : Objects.requireNonNull(type.getEnumConstants())) {
            String label = label((Enum<?>) constant);
            if (node.isString()
                    && label.equals(node.stringValue().replace('_', '-').toLowerCase(Locale.ROOT))) {
                return constant;
            }
            labels.add(label);
        }
        throw wrong(path, node, "one of " + String.join(", ", labels));
    }

    private Object construct(Class<?> type, RecordComponent[] components, @Nullable Object[] arguments, String path) {
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException refused) {
            Throwable cause = refused.getCause();
            if (cause instanceof IllegalArgumentException || cause instanceof InputException) {
                throw refused(String.valueOf(cause.getMessage()), components, path, cause);
            }
            throw new IllegalStateException("the constructor of " + type.getName() + " failed", cause);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(type.getName() + " cannot be constructed", impossible);
        }
    }

    /// A constructor's complaint usually begins with the name of the component; that leads to the line.
    private InputException refused(String message, RecordComponent[] components, String path, Throwable cause) {
        for (RecordComponent component : components) {
            String key = key(component);
            for (String name : List.of(key, component.getName())) {
                if (message.startsWith(name)
                        && (message.length() == name.length()
                                || !Character.isJavaIdentifierPart(message.charAt(name.length())))) {
                    // `memory.steps = 5: …` is about a key of a table within this one.
                    int end = name.length();
                    while (end < message.length()
                            && (message.charAt(end) == '.' || Character.isJavaIdentifierPart(message.charAt(end)))) {
                        end++;
                    }
                    String full = join(path, key) + message.substring(name.length(), end);
                    return new InputException(tree.place(full) + ": " + full + message.substring(end), cause);
                }
            }
        }
        return new InputException(tree.place(path) + ": " + (path.isEmpty() ? "" : path + ": ") + message, cause);
    }

    private InputException wrong(String path, JsonNode node, String expected) {
        String found = node.isObject()
                ? "a table"
                : node.isArray() ? "a list" : shortened(node.isNumber() ? node.asString() : node.toString());
        return new InputException(tree.place(path) + ": " + path + " = " + found + ": must be " + expected);
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }

    private InputException unknown(String path, String name, String table, Set<String> known) {
        String near = Suggestions.closest(name, known);
        String suggestion = near == null ? elsewhere(name) : join(table, near);
        String remedy = suggestion == null
                ? "the keys here are " + String.join(", ", known)
                : "did you mean '" + suggestion + "'?";
        return new InputException(tree.place(path) + ": unknown key '" + path + "'; " + remedy);
    }

    /// The right key in the wrong table.
    private @Nullable String elsewhere(String name) {
        List<String> paths = new ArrayList<>();
        paths(whole, "", paths);
        return paths.stream()
                .filter(path -> path.endsWith("." + name) || path.equals(name))
                .findFirst()
                .orElse(null);
    }

    private static void paths(Class<?> type, String prefix, List<String> found) {
        for (RecordComponent component : type.getRecordComponents()) {
            String path = join(prefix, key(component));
            found.add(path);
            if (component.getType().isRecord()) {
                paths(component.getType(), path, found);
            }
        }
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
