package org.gyre.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.assertj.core.api.InstanceOfAssertFactories.map;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.gyre.core.linalg.NativeLibraries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each examination is a process of its own: what a process has loaded, it does not give back.
class DoctorCommandTest {
    private static final String WITHOUT_LIBTORCH =
            "Without it experiments of the kind hybrid-classifier cannot be run; all else works.";

    @TempDir
    Path folder = Path.of("");

    /// What `gyre doctor` prints on standard output; it must end with 0.
    ///
    /// @param options of the virtual machine
    /// @param absent  a regular expression for the names of jars that are left out
    private String doctor(List<String> options, String absent, String... arguments)
            throws IOException, InterruptedException {
        Predicate<String> present =
                jar -> !String.valueOf(Path.of(jar).getFileName()).matches(absent);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                String.join(
                        File.pathSeparator,
                        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                                .filter(present)
                                .toList()),
                Main.class.getName(),
                "doctor"));
        command.addAll(List.of(arguments));
        Path talk = folder.resolve("talk");
        Process process =
                new ProcessBuilder(command).redirectError(talk.toFile()).start();
        String data = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(data + Files.readString(talk)).isZero();
        return data;
    }

    @Test
    void theNativeLibrariesLoadAndTellTheirVersions() throws Exception {
        assumeThat(NativeLibraries.platform()).isEqualTo("linux-x86_64");
        Map<String, Object> report = JsonText.parse(doctor(List.of(), "", "--json"));
        for (String library : List.of("libtorch", "onnx_runtime")) {
            assertThat(report.get(library))
                    .asInstanceOf(map(String.class, Object.class))
                    .containsEntry("state", "good")
                    .containsEntry("loads", true)
                    .doesNotContainKey("advice");
        }
        assertThat(report)
                .containsEntry("healthy", true)
                .extractingByKey("libtorch", map(String.class, Object.class))
                .extractingByKey("value", STRING)
                .matches("\\d+\\.\\d+\\.\\d+");
    }

    /// Nothing needs them but what is named: the machine counts as healthy.
    @Test
    void withoutTheirJarsItSaysWhatCannotBeDone() throws Exception {
        String absent = "pytorch-.*-" + NativeLibraries.platform() + "\\.jar|onnxruntime-.*\\.jar";
        Map<String, Object> report = JsonText.parse(doctor(List.of(), absent, "--json"));
        assertThat(report).containsEntry("healthy", true);
        for (String library : List.of("libtorch", "onnx_runtime")) {
            assertThat(report.get(library))
                    .asInstanceOf(map(String.class, Object.class))
                    .containsEntry("state", "optional")
                    .containsEntry("loads", false)
                    .containsEntry("value", "does not load");
        }
        assertThat(report)
                .extractingByKey("warnings", LIST)
                .anySatisfy(warning -> assertThat(warning.toString())
                        .startsWith("LibTorch: LibTorch does not load (")
                        .endsWith(" on the class path. " + WITHOUT_LIBTORCH))
                .anySatisfy(warning -> assertThat(warning.toString())
                        .startsWith("ONNX Runtime: ONNX Runtime does not load (")
                        .endsWith(" on the class path. Without it features of images cannot be taken from an ONNX file;"
                                + " all else works."));
    }

    /// Where no jar would help, the advice is not to look for one.
    @Test
    void whereThereIsNoLibTorchItSaysSo() throws Exception {
        assertThat(doctor(List.of("-Dorg.bytedeco.javacpp.platform=linux-riscv64"), ""))
                .containsPattern("  note     LibTorch       does not load\\R")
                .containsPattern(": there is none for linux-riscv64; use a machine with one of linux-x86_64, .*\\. "
                        + WITHOUT_LIBTORCH);
    }
}
