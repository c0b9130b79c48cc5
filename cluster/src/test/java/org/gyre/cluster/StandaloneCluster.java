package org.gyre.cluster;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;

/// A master of Spark and its workers, each a process of its own on this machine, from the jars of the class path.
final class StandaloneCluster implements AutoCloseable {
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final Path home;
    private final String address;
    private final Process master;
    private final List<Process> workers = new ArrayList<>();

    /// @param folder for what Spark writes
    StandaloneCluster(Path folder) throws IOException, InterruptedException {
        home = folder;
        Path jars = Files.createDirectories(folder.resolve("jars"));
        // Executors get Spark from here, as from a distribution, and the classes of Gyre by extraClassPath.
        for (String entry : classPath()) {
            Path jar = Path.of(entry);
            if (entry.endsWith(".jar") && !jar.getFileName().toString().startsWith("gyre-")) {
                Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
            }
        }
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        address = "spark://127.0.0.1:" + port;
        master = start(
                "master",
                "org.apache.spark.deploy.master.Master",
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--webui-port",
                "0");
        long begun = System.nanoTime();
        while (!answers(port)) {
            if (!master.isAlive() || System.nanoTime() - begun > PATIENCE_NANOS) {
                throw new IOException("the master does not start: " + Files.readString(home.resolve("master.log")));
            }
            Thread.sleep(50);
        }
    }

    /// Its URL.
    String master() {
        return address;
    }

    /// Another worker of one core.
    Process addWorker() throws IOException {
        String name = "worker-" + workers.size();
        Process worker = start(
                name,
                "org.apache.spark.deploy.worker.Worker",
                "--host",
                "127.0.0.1",
                "--webui-port",
                "0",
                "--cores",
                "1",
                "--memory",
                "512m",
                "--work-dir",
                home.resolve(name).toString(),
                address);
        workers.add(worker);
        return worker;
    }

    /// Settings of a driver: executors have the classes of this process.
    SparkConf settings() {
        return SparkSettings.of(
                address,
                new SparkConf(false)
                        .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                        .set("spark.executor.memory", "512m"));
    }

    private Process start(String name, String type, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                home.resolve("jars") + "/*",
                type));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        return builder.redirectErrorStream(true)
                .redirectOutput(home.resolve(name + ".log").toFile())
                .start();
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static List<String> classPath() {
        return List.of(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1));
    }

    @Override
    public void close() {
        for (Process worker : workers) {
            // Its executors end by themselves when it is gone.
            worker.destroyForcibly();
        }
        master.destroyForcibly();
    }
}
