package org.gyre.app.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// Which module may see which, and what is allowed in one place only. Every exception is named here with its reason.
final class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.gyre");

    /// Unpacks the native library, below the layer that has [the storage][org.gyre.lab.storage.Storage].
    private static final String LIBRARY_CACHE = "org.gyre.core.linalg.LibraryCache";

    /// Opens standard output and standard error by their file descriptors.
    private static final String MAIN = "org.gyre.app.cli.Main";

    /// Puts descriptor 2 back in its place, which the launcher keeps aside.
    private static final String STANDARD_ERROR = "org.gyre.app.cli.StandardError";

    /// Saves the stack trace of a bug in the temporary folder, also when everything else is broken.
    private static final String BUG_REPORT = "org.gyre.app.cli.BugReport";
    /// Whole files of formats that only `data` knows, for users of that module alone.
    private static final String ATOMIC_FILE = "org.gyre.data.AtomicFile";

    @Test
    void theClassesOfAllModulesAreSeen() {
        Set<String> modules = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            modules.add(type.getPackageName().split("\\.", -1)[2]);
        }
        assertThat(modules).containsExactly("app", "bench", "core", "data", "deep", "lab", "measure", "nets");
    }

    @Test
    void dependenciesFlowInOneDirection() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("core")
                .definedBy("org.gyre.core..")
                .layer("measure")
                .definedBy("org.gyre.measure..")
                .layer("nets")
                .definedBy("org.gyre.nets..")
                .layer("data")
                .definedBy("org.gyre.data..")
                .layer("deep")
                .definedBy("org.gyre.deep..")
                .layer("lab")
                .definedBy("org.gyre.lab..")
                .layer("bench")
                .definedBy("org.gyre.bench..")
                .layer("app")
                .definedBy("org.gyre.app..")
                .whereLayer("core")
                .mayNotAccessAnyLayer()
                .whereLayer("measure")
                .mayOnlyAccessLayers("core")
                .whereLayer("nets")
                .mayOnlyAccessLayers("core", "measure")
                .whereLayer("data")
                .mayOnlyAccessLayers("core")
                .whereLayer("deep")
                .mayOnlyAccessLayers("core", "measure", "nets")
                .whereLayer("lab")
                .mayOnlyAccessLayers("core", "measure", "nets", "data", "deep")
                .whereLayer("bench")
                .mayOnlyAccessLayers("core", "measure", "nets", "data", "deep", "lab")
                .check(CLASSES);
    }

    @Test
    void packagesOfAModuleDoNotDependOnOneAnotherInCircles() {
        for (String module : List.of("core", "measure", "nets", "data", "deep", "lab", "app", "bench")) {
            slices().matching("org.gyre." + module + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .allowEmptyShould(true)
                    .check(CLASSES);
        }
    }

    @Test
    void measuresNeedNoThirdParty() {
        noClasses()
                .that()
                .resideInAPackage("org.gyre.measure..")
                .should()
                .dependOnClassesThat(
                        resideOutsideOfPackages("java..", "jdk.incubator.vector..", "org.gyre..", "org.jspecify.."))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void onlyLinearAlgebraKnowsEjml() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.gyre.core.linalg..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.ejml..")
                .check(CLASSES);
    }

    /// Whoever uses `deep` works on arrays and need not know what computes them.
    @Test
    void onlyDeepKnowsLibTorchAndOnnx() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.gyre.deep..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bytedeco..", "ai.onnxruntime..")
                .check(CLASSES);
    }

    @Test
    void nativeCodeIsCalledInNamedPlacesOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.gyre.core.linalg..")
                .and()
                .haveNameNotMatching(startsWithAny(STANDARD_ERROR))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.foreign..")
                .check(CLASSES);
    }

    @Test
    void onlyTheStorageWritesFiles() {
        noClasses()
                .that(resideOutsideOfPackages("org.gyre.lab.storage.."))
                .and()
                .haveNameNotMatching(startsWithAny(LIBRARY_CACHE, MAIN, BUG_REPORT, ATOMIC_FILE))
                .should()
                .accessTargetWhere(writesFiles())
                .check(CLASSES);
    }

    @Test
    void onlyProgramsPrint() {
        noClasses()
                .that(resideOutsideOfPackages("org.gyre.app..", "org.gyre.bench.."))
                .should(ACCESS_STANDARD_STREAMS)
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(CLASSES);
    }

    @Test
    void randomnessComesFromNamedStreams() {
        noClasses()
                .should()
                .dependOnClassesThat(belongToAnyOf(
                        java.util.Random.class,
                        java.util.SplittableRandom.class,
                        java.util.concurrent.ThreadLocalRandom.class))
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(Collections.class, "shuffle", List.class)
                .orShould()
                .callMethod(java.util.random.RandomGenerator.class, "getDefault")
                .orShould()
                .callMethod(java.util.random.RandomGenerator.class, "of", String.class)
                .check(CLASSES);
    }

    /// Results whose bits are promised anywhere (docs/reliability.md): functions of Math may differ in the last place
    /// between processors. Flux, Gaussians, unique information and laws of tails are promised less.
    @Test
    void whatIsPromisedAnywhereTakesTheFunctionsOfStrictMath() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.gyre.measure.branching",
                        "org.gyre.measure.entropy",
                        "org.gyre.measure.neighbour",
                        "org.gyre.measure.pairs",
                        "org.gyre.measure.series",
                        "org.gyre.measure.spikes",
                        "org.gyre.measure.surrogate",
                        "org.gyre.measure.transfer")
                .or()
                .haveNameMatching("org\\.gyre\\.core\\.(Unit|Estimate|special\\.(Normal|Erf|Gamma))")
                .or()
                .haveNameMatching("org\\.gyre\\.measure\\.mutualinfo\\.(Discrete|Kraskov).*")
                .should()
                .callMethodWhere(target(owner(type(Math.class)))
                        .and(target(nameMatching("a?(sin|cos|tan)h?|atan2|cbrt|exp|expm1|hypot|log|log10|log1p|pow"))))
                .check(CLASSES);
    }

    @Test
    void numbersDoNotDependOnTheClock() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.gyre.core..",
                        "org.gyre.measure..",
                        "org.gyre.nets..",
                        "org.gyre.data..",
                        "org.gyre.deep..")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .check(CLASSES);
    }

    @Test
    void nothingThatIsReadCanRunCode() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.Object(In|Out)putStream|java\\.beans\\.XML.*|javax\\.script\\..*")
                .check(CLASSES);
    }

    @Test
    void onlyProgramsStartProcesses() {
        noClasses()
                .that(resideOutsideOfPackages("org.gyre.app..", "org.gyre.bench.."))
                .should()
                .dependOnClassesThat(belongToAnyOf(ProcessBuilder.class))
                .orShould()
                .callMethodWhere(describe(
                        "Runtime.exec",
                        call -> call.getTarget().getName().equals("exec")
                                && call.getTargetOwner().isEquivalentTo(Runtime.class)))
                .check(CLASSES);
    }

    @Test
    void numbersAndLettersDoNotDependOnTheLanguageOfTheMachine() {
        noClasses()
                .should()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(String.class, "formatted", Object[].class)
                .orShould()
                .callMethod(String.class, "toLowerCase")
                .orShould()
                .callMethod(String.class, "toUpperCase")
                .orShould()
                .callMethod(java.io.PrintStream.class, "printf", String.class, Object[].class)
                .orShould()
                .callMethod(java.io.PrintWriter.class, "printf", String.class, Object[].class)
                .because("a Turkish or German machine must print the same: pass " + Locale.class.getSimpleName()
                        + ".ROOT")
                .check(CLASSES);
    }

    @Test
    void everyPackageHasItsRouteMapAndIsNullMarked() {
        Set<String> without = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            JavaPackage home = type.getPackage();
            if (!home.isAnnotatedWith(NullMarked.class)) {
                without.add(home.getName());
            }
        }
        assertThat(without)
                .as("packages without a @NullMarked package-info.java")
                .isEmpty();
    }

    @Test
    void packagesAreNamedForWhatTheReaderLooksFor() {
        Pattern vague = Pattern.compile("util|utils|common|misc|impl|helper|helpers|internal");
        Set<String> found = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            String name = type.getPackageName();
            if (vague.matcher(name.substring(name.lastIndexOf('.') + 1)).matches()) {
                found.add(name);
            }
        }
        assertThat(found).isEmpty();
    }

    /// A regular expression for these classes and what is nested in them.
    private static String startsWithAny(String... names) {
        return "("
                + String.join("|", List.of(names).stream().map(Pattern::quote).toList()) + ")(\\$.*)?";
    }

    /// Calls that make, change, move or delete files. Opening a [java.nio.channels.FileChannel] is not among them,
    /// because readers do it too and the byte code does not tell the mode.
    private static DescribedPredicate<JavaAccess<?>> writesFiles() {
        Set<String> changing =
                Set.of("write", "create", "delete", "move", "copy", "set", "newOutput", "newBufferedWriter");
        Set<String> oldChanging = Set.of("mkdir", "delete", "rename", "create", "set");
        Set<String> streams = Set.of("java.io.FileOutputStream", "java.io.FileWriter", "java.io.RandomAccessFile");
        return describe("write, move or delete files", access -> {
            String owner = access.getTargetOwner().getName();
            String name = access.getTarget().getName();
            return switch (owner) {
                case "java.nio.file.Files" -> changing.stream().anyMatch(name::startsWith);
                case "java.io.File" -> oldChanging.stream().anyMatch(name::startsWith);
                case "java.nio.file.spi.FileSystemProvider" -> true;
                default -> streams.contains(owner) && name.equals("<init>");
            };
        });
    }
}
