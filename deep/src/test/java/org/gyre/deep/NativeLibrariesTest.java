package org.gyre.deep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.gyre.core.linalg.Blas;
import org.gyre.core.linalg.NativeLibraries;
import org.gyre.deep.features.ChannelScale;
import org.gyre.deep.features.ImageFeatures;
import org.gyre.deep.features.OnnxRuntime;
import org.gyre.deep.features.OnnxUnavailableException;
import org.gyre.deep.torch.Floats;
import org.gyre.deep.torch.NeedsTorch;
import org.gyre.deep.torch.Torch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happens in a process of its own when jars are absent, and when nothing is unpacked yet.
final class NativeLibrariesTest {
    private static final String SERVES = "LibTorch serves";

    /// A model of one node, field by field: nothing but the names matters here.
    private static final byte[] NETWORK = {58, 18, 10, 6, 10, 1, 'x', 18, 1, 'y', 90, 3, 10, 1, 'x', 98, 3, 10, 1, 'y'};

    @TempDir
    Path folder = Path.of("");

    private record Ended(int code, String said) {}

    private static Ended run(List<String> options, Predicate<String> jars, Class<?> program, String... arguments)
            throws IOException, InterruptedException {
        return run(Map.of(), options, jars, program, arguments);
    }

    private static Ended run(
            Map<String, String> environment,
            List<String> options,
            Predicate<String> jars,
            Class<?> program,
            String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null"));
        command.addAll(options);
        command.add("-cp");
        command.add(String.join(
                File.pathSeparator,
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .filter(jars)
                        .toList()));
        command.add(program.getName());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }

    private static Predicate<String> without(String part) {
        return jar -> !Path.of(jar).getFileName().toString().matches(part);
    }

    @Test
    void withoutTheNativeJarsLibTorchSaysWhatToDo() throws Exception {
        String platform = NativeLibraries.platform();
        for (String absent : List.of(
                "pytorch-.*-" + platform + "\\.jar",
                "openblas-.*-" + platform + "\\.jar",
                "pytorch-[^-]*-[^-]*\\.jar")) {
            Ended ended = run(List.of(), without(absent), UseTorch.class);
            assertThat(ended.code).as(ended.said).isZero();
            assertThat(ended.said)
                    .as(absent)
                    .containsPattern(
                            "LibTorch does not load \\(.+\\): put the jars of org.bytedeco:pytorch, javacpp and"
                                    + " openblas for " + platform + " on the class path")
                    .doesNotContain(SERVES);
        }
    }

    /// The loaders are told that this is a machine for which there is no LibTorch.
    @Test
    void whereThereIsNoLibTorchItSaysWhereThereIs() throws Exception {
        Ended ended = run(List.of("-Dorg.bytedeco.javacpp.platform=linux-arm64"), _ -> true, UseTorch.class);
        assertThat(ended.code).as(ended.said).isZero();
        assertThat(ended.said)
                .containsPattern(
                        "LibTorch does not load \\(.+\\): there is none for linux-arm64; use a machine with one of"
                                + " linux-x86_64, macosx-arm64, macosx-x86_64, windows-x86_64")
                .doesNotContain(SERVES);
    }

    /// A home folder that is full, read-only or a file: the jars are not what is missing.
    @Test
    void whereNothingCanBeUnpackedLibTorchNamesTheFolder() throws Exception {
        assumeThat(Torch.unavailable()).isEmpty();
        Path file = Files.createFile(folder.resolve("file"));
        Ended ended = run(List.of("-Dorg.bytedeco.javacpp.cachedir=" + file), _ -> true, UseTorch.class);
        assertThat(ended.code).as(ended.said).isZero();
        assertThat(ended.said)
                .containsPattern("LibTorch does not load \\(.+\\): its jars are there, so see that ~/.javacpp has room")
                .doesNotContain("class path")
                .doesNotContain(SERVES);
    }

    @Test
    void withoutItsJarOnnxRuntimeSaysWhatToDo() throws Exception {
        Path file = Files.write(folder.resolve("network.onnx"), NETWORK);
        Ended ended = run(List.of(), without("onnxruntime-.*\\.jar"), UseOnnx.class, file.toString());
        assertThat(ended.code).as(ended.said).isZero();
        assertThat(ended.said)
                .containsPattern(
                        "ONNX Runtime does not load \\(.+\\): put the jar of com.microsoft.onnxruntime:onnxruntime"
                                + " on the class path")
                .contains("unavailable: ONNX Runtime does not load");
    }

    @Test
    void onnxRuntimeLeavesNothingInTheTemporaryFolder() throws Exception {
        assumeThat(OnnxRuntime.unavailable()).isEmpty();
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        Ended ended = run(
                List.of("-Djava.io.tmpdir=" + temporary),
                _ -> true,
                UseOnnx.class,
                Files.write(folder.resolve("network.onnx"), NETWORK).toString());
        assertThat(ended.said).containsPattern("(?m)^serves$");
        assertThat(temporary).isEmptyDirectory();
    }

    /// The versions that the jars have in their names.
    @Test
    void theLibrariesTellTheirVersions() {
        NeedsTorch.orSkip();
        assertThat(Torch.version()).isEqualTo(versionOfJar("pytorch-([0-9.]+)-.*\\.jar"));
        assertThat(OnnxRuntime.unavailable()).isEmpty();
        assertThat(OnnxRuntime.version()).isEqualTo(versionOfJar("onnxruntime-([0-9.]+)\\.jar"));
    }

    private static String versionOfJar(String name) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(jar -> Pattern.compile(name)
                        .matcher(String.valueOf(Path.of(jar).getFileName())))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Tag("slow") // writes 450 MB
    void theFirstRunFromAnEmptyCacheServes() throws Exception {
        assumeThat(Torch.unavailable()).isEmpty();
        for (int round = 0; round < 2; round++) {
            assertServes(run(List.of(cache("empty")), _ -> true, UseTorch.class));
        }
    }

    /// Where the package python3-torch of Debian is installed, the system is told to look there first:
    /// the process must not end up with libraries of both.
    @Test
    @Tag("slow") // writes 900 MB
    void anotherLibTorchOfTheSystemDoesNotMixIn() throws Exception {
        assumeThat(Torch.unavailable()).isEmpty();
        Path other = Path.of("/usr/lib/python3/dist-packages/torch/lib");
        assumeThat(other.resolve("libtorch_cpu.so")).as("another LibTorch").exists();
        assertServes(run(List.of(cache("property"), "-Djava.library.path=" + other), _ -> true, UseTorch.class));
        for (int round = 0; round < 2; round++) {
            assertServes(run(
                    Map.of("LD_LIBRARY_PATH", other.toString()), List.of(cache("path")), _ -> true, UseTorch.class));
        }
    }

    private String cache(String name) {
        return "-Dorg.bytedeco.javacpp.cachedir=" + folder.resolve(name);
    }

    private static void assertServes(Ended ended) {
        assertThat(ended.said).contains(SERVES);
        assertThat(ended.code).as(ended.said).isZero();
    }

    /// With a heap that is smaller than what lies outside of it.
    static final class UseTorch {
        private UseTorch() {}

        public static void main(String[] arguments) {
            String blas = Blas.best().name();
            System.out.println(Torch.unavailable().orElseGet(() -> {
                try (PointerScope scope = new PointerScope()) {
                    assert scope != null;
                    Tensor large = Floats.tensor(new float[1 << 20], 1 << 10, 1 << 10);
                    List<Tensor> products = new ArrayList<>();
                    for (int i = 0; i < 200; i++) { // 840 MB
                        products.add(large.add(large));
                    }
                    return SERVES + " beside " + blas + " with " + products.size() + " products";
                }
            }));
        }
    }

    /// Opens the network that is named.
    static final class UseOnnx {
        private UseOnnx() {}

        public static void main(String[] arguments) {
            System.out.println(OnnxRuntime.unavailable()
                    .map(reason -> "unavailable: " + reason)
                    .orElse("serves"));
            try (ImageFeatures features = ImageFeatures.open(Path.of(arguments[0]), "y", ChannelScale.PLAIN, 1)) {
                System.out.println(features.imageSize());
            } catch (OnnxUnavailableException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
