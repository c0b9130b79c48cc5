package org.gyre.lab.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gyre.data.npy.NpyArray;
import org.gyre.lab.report.Figure;
import org.gyre.lab.run.Snapshot;

/// Collects what a finished session found. The runner writes it to `result.json`, `arrays/`, `figures.json` and
/// `cite.bib`.
public final class Outcome {
    private final Map<String, Double> values = new LinkedHashMap<>();
    private final Map<String, String> undefined = new LinkedHashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final List<Figure> figures = new ArrayList<>();
    private final Set<String> citations = new LinkedHashSet<>();
    private final Snapshot arrays = new Snapshot("outcome");

    /// A number by name, in snake_case with its unit at the end (`information_end_bits`). Claims are held against
    /// it.
    ///
    /// @param value NaN means that the run measured it and no number came out: claims about it then
    ///     fail. What a run does not measure, because its part is switched off, is not given at all.
    public void value(String name, double value) {
        if (values.putIfAbsent(name, value) != null) {
            throw new IllegalArgumentException("the value '" + name + "' is given twice");
        }
    }

    /// A quantity that was measured without a number coming out: claims about it fail for this reason.
    ///
    /// @param why one sentence, for example `No block exceeded 1 bit.`
    public void undefined(String name, String why) {
        value(name, Double.NaN);
        undefined.put(name, why);
    }

    /// A quantity that may be NaN for a known reason: [#value] if it is finite, else [#undefined].
    public void valueOr(String name, double value, String why) {
        if (Double.isFinite(value)) {
            value(name, value);
        } else {
            undefined(name, why);
        }
    }

    /// A remark for the report, in full sentences.
    public void text(String name, String text) {
        if (texts.putIfAbsent(name, text) != null) {
            throw new IllegalArgumentException("the text '" + name + "' is given twice");
        }
    }

    /// A figure or a table for the report, in the order of the report.
    public void figure(Figure figure) {
        figures.add(figure);
    }

    /// Names a work that the run rests on, by its BibTeX key, for example `Tanaka2009`.
    public void cite(String key) {
        citations.add(key);
    }

    /// An array for `arrays/<name>.npy`, row-major; without a shape it is a vector. Not copied.
    public void array(String name, double[] array, int... shape) {
        arrays.put(name, array, shape);
    }

    /// An array for `arrays/<name>.npy`, row-major; without a shape it is a vector. Not copied.
    public void array(String name, float[] array, int... shape) {
        arrays.put(name, array, shape);
    }

    /// An array for `arrays/<name>.npy`, row-major; without a shape it is a vector. Not copied.
    public void array(String name, int[] array, int... shape) {
        arrays.put(name, array, shape);
    }

    /// An array for `arrays/<name>.npy`, row-major; without a shape it is a vector. Not copied.
    public void array(String name, long[] array, int... shape) {
        arrays.put(name, array, shape);
    }

    /// An array for `arrays/<name>.npy`, row-major; without a shape it is a vector. Not copied.
    public void array(String name, byte[] array, int... shape) {
        arrays.put(name, array, shape);
    }

    /// An array for `arrays/<name>.npy` of any type that `.npy` knows.
    public void array(String name, NpyArray array) {
        arrays.put(name, array);
    }

    public Map<String, Double> values() {
        return Collections.unmodifiableMap(values);
    }

    /// Why a value is undefined, by its name.
    public Map<String, String> undefined() {
        return Collections.unmodifiableMap(undefined);
    }

    public Map<String, String> texts() {
        return Collections.unmodifiableMap(texts);
    }

    public List<Figure> figures() {
        return Collections.unmodifiableList(figures);
    }

    public Set<String> citations() {
        return Collections.unmodifiableSet(citations);
    }

    public Map<String, NpyArray> arrays() {
        return arrays.arrays();
    }
}
