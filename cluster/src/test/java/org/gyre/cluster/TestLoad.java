package org.gyre.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gyre.lab.engine.Answer;
import org.gyre.lab.engine.Task;
import org.gyre.lab.engine.Workload;
import org.jspecify.annotations.Nullable;

/// Inputs of [TestJob], and what came of them.
class TestLoad implements Workload {
    private final List<String> inputs;
    private final List<Path> files;
    private final Map<Integer, String> answers = new TreeMap<>();
    private int next;

    TestLoad(List<String> inputs) {
        this(inputs, List.of());
    }

    TestLoad(List<String> inputs, List<Path> files) {
        this.inputs = inputs;
        this.files = files;
    }

    @Override
    public @Nullable Task next() {
        return next == inputs.size() ? null : TestJob.task(next, inputs.get(next++));
    }

    @Override
    public long left() {
        return (long) inputs.size() - next;
    }

    @Override
    public List<Path> files() {
        return files;
    }

    @Override
    public void answered(int number, Answer answer) {
        byte[] output = answer.output();
        assertThat(answers.put(number, output == null ? "! " + answer.failure() : new String(output, UTF_8)))
                .as("a second answer of " + number)
                .isNull();
    }

    /// By number.
    Map<Integer, String> answers() {
        return answers;
    }

    /// The output of a task, or `! ` and why it failed.
    String answer(int number) {
        String answer = answers.get(number);
        if (answer == null) {
            throw new AssertionError("no answer of " + number);
        }
        return answer;
    }
}
