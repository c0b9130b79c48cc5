package org.gyre.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.gyre.core.InputException;
import org.jspecify.annotations.Nullable;

/// How Spark is set up. What its user says, by `spark-submit` or as `-Dspark.…`, stays; the rest is chosen here.
final class SparkSettings {
    private static final int PATIENCE_MILLIS = 5000;

    /// Set by `spark-submit`.
    private static final String SUBMITTED = "spark.submit.deployMode";

    private static final String EXECUTOR_FLAGS = "spark.executor.extraJavaOptions";

    /// What every virtual machine that runs Gyre needs. The collector that starts fastest; heaps are small.
    private static final String FLAGS = "--add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED"
            + " --sun-misc-unsafe-memory-access=allow -XX:+UseSerialGC";

    private static final Pattern LOCAL = Pattern.compile("local(\\[(\\*|[1-9][0-9]*)(,[1-9][0-9]*)?\\])?");
    private static final Pattern STANDALONE = Pattern.compile("spark://([^:/,]+:[0-9]+)(,[^:/,]+:[0-9]+)*");
    private static final Pattern ADDRESS = Pattern.compile("([^:/,]+):([0-9]+)");

    /// Held, so that their levels are not collected with them.
    private static final List<Logger> TALK = List.of(
            Logger.getLogger("org.apache.spark"),
            Logger.getLogger("org.apache.hadoop"),
            Logger.getLogger("org.sparkproject"),
            Logger.getLogger("io.netty"));

    private SparkSettings() {}

    /// Settings for a master.
    ///
    /// @param master its address; absent where `spark-submit` says it, or for all cores of this machine
    /// @throws InputException if it is no address, or nothing answers there
    static SparkConf of(@Nullable String master) {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            throw new InputException("--engine spark: Java was started without jdk.incubator.vector; add"
                    + " --driver-java-options \"--add-modules=jdk.incubator.vector"
                    + " --enable-native-access=ALL-UNNAMED\" to spark-submit");
        }
        if (System.getProperty(SUBMITTED) == null) {
            quiet(); // before Spark's first word
        }
        return of(master, new SparkConf(true));
    }

    /// The same.
    ///
    /// @param settings what its user says
    static SparkConf of(@Nullable String master, SparkConf settings) {
        if (master != null) {
            settings.setMaster(master);
        }
        settings.setIfMissing("spark.master", "local[*]");
        String address = settings.get("spark.master");
        boolean submitted = settings.contains(SUBMITTED);
        if (!submitted) {
            check(address);
        }
        settings.setIfMissing("spark.app.name", "gyre");
        settings.setIfMissing("spark.ui.enabled", "false");
        // Answers come in small pieces for as long as it takes; their sum has no bound.
        settings.setIfMissing("spark.driver.maxResultSize", "0");
        // Spark keeps what it tells of the past in memory.
        settings.setIfMissing("spark.ui.retainedJobs", "100");
        settings.setIfMissing("spark.ui.retainedStages", "100");
        settings.setIfMissing("spark.ui.retainedTasks", "1000");
        if (isHere(address)) {
            settings.setIfMissing("spark.driver.host", "127.0.0.1");
            settings.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
        }
        if (!isLocal(address)) {
            settings.set(EXECUTOR_FLAGS, (FLAGS + " " + settings.get(EXECUTOR_FLAGS, "")).strip());
            // Where Gyre is on the machines already, nothing is sent there.
            if (!submitted && !settings.contains("spark.executor.extraClassPath") && !settings.contains("spark.jars")) {
                settings.set("spark.jars", program());
            }
        }
        return settings;
    }

    /// Whether pieces are done in this process.
    static boolean isLocal(String master) {
        return LOCAL.matcher(master).matches();
    }

    private static boolean isHere(String master) {
        return isLocal(master)
                || ADDRESS.matcher(master)
                        .results()
                        .allMatch(found -> found.group(1).equals("localhost")
                                || found.group(1).startsWith("127."));
    }

    private static void check(String master) {
        if (isLocal(master)) {
            return;
        }
        if (master.equals("yarn") || master.startsWith("k8s://")) {
            throw new InputException("--master " + master
                    + ": YARN and Kubernetes are reached with spark-submit of their Spark; see docs/sweeps.md");
        }
        if (!STANDALONE.matcher(master).matches()) {
            throw new InputException(
                    "--master " + master + ": is no address of Spark; use local[2], local[*] or spark://host:7077");
        }
        IOException silence = null;
        Matcher found = ADDRESS.matcher(master);
        while (found.find()) {
            try (Socket socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(found.group(1), Integer.parseInt(found.group(2))), PATIENCE_MILLIS);
                return;
            } catch (IOException none) {
                silence = none;
            } catch (IllegalArgumentException port) {
                throw new InputException("--master " + master + ": " + found.group(2) + " is no port", port);
            }
        }
        throw new InputException(
                "--master " + master + ": no master of Spark answers there ("
                        + (silence == null ? "" : silence.getMessage()) + "); start it, or correct the address",
                silence == null ? new IOException() : silence);
    }

    /// The one jar of this program without Spark, which lies beside the folder of this class's jar.
    ///
    /// @throws InputException if it is not there
    private static String program() {
        Path own = home(SparkSettings.class);
        Path folder = own == null ? null : own.getParent();
        Path jar = folder == null ? null : folder.resolveSibling("gyre-submit.jar");
        if (jar == null || !Files.isReadable(jar)) {
            throw new InputException("--engine spark: " + (jar == null ? "gyre-submit.jar" : jar)
                    + ", which the machines of the cluster need, is not there; start Gyre with ./gyre, or build it with"
                    + " mvn -pl cluster -am package");
        }
        return jar.toUri().toString();
    }

    private static @Nullable Path home(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            return source == null ? null : Path.of(source.getLocation().toURI());
        } catch (URISyntaxException impossible) {
            return null;
        }
    }

    /// Spark tells of every task that it tries again, with its stack; the engine says in a sentence what matters.
    private static void quiet() {
        if (System.getProperty("java.util.logging.config.file") == null) {
            TALK.forEach(logger -> logger.setLevel(Level.OFF));
        }
    }
}
