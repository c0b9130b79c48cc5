package org.gyre.cluster;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.gyre.core.InputException;
import org.gyre.lab.engine.Engine;
import org.gyre.lab.engine.Workload;
import scala.Function0;
import scala.Function2;
import scala.concurrent.ExecutionContext$;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;

/// Does work on Apache Spark, 4.2.
///
/// A slice of tasks is a job of Spark with one partition: it comes back, fails and is done again by itself, and
/// slices are drawn from the workload while others are at work. Spark may do a slice twice, after a loss or by
/// speculation, and hands over the first result alone.
public final class SparkEngine implements Engine {
    /// The local property by which a stage tells its slice.
    static final String SLICE = "gyre.slice";

    private final JavaSparkContext spark;
    private final String master;
    private final Consumer<String> notices;
    private final Watch watch;
    private final Shipment shipment;
    private final Map<String, Pace> paces = new ConcurrentHashMap<>();

    private SparkEngine(JavaSparkContext spark, String master, Consumer<String> notices) {
        this.spark = spark;
        this.master = master;
        this.notices = notices;
        this.watch = new Watch();
        this.shipment = new Shipment(spark);
        spark.sc().addSparkListener(watch);
    }

    /// Starts a driver in this process.
    ///
    /// @throws InputException if Spark cannot start
    static SparkEngine open(SparkConf settings, Consumer<String> notices) {
        String master = settings.get("spark.master");
        try {
            return new SparkEngine(new JavaSparkContext(settings), master, notices);
        } catch (Exception failure) { // of Scala's methods, which declare none
            throw new InputException(
                    "--engine spark: it does not start with " + master + " (" + Reason.of(failure)
                            + "); is it a master of Spark 4.2?",
                    failure);
        }
    }

    @Override
    public String name() {
        return "spark";
    }

    @Override
    public int parallelism() {
        return spark.sc().defaultParallelism();
    }

    @Override
    public boolean isLocal() {
        return SparkSettings.isLocal(master);
    }

    @Override
    public boolean work(Workload workload, BooleanSupplier stop) {
        if (!isLocal()) {
            shipment.sendLibraries();
            shipment.send(workload.files());
        }
        return new Round(this, workload, stop).run();
    }

    @Override
    public void close() {
        watch.close();
        spark.close();
        shipment.close();
    }

    String master() {
        return master;
    }

    Watch watch() {
        return watch;
    }

    boolean isStopped() {
        return spark.sc().isStopped();
    }

    void tell(String sentence) {
        notices.accept(sentence);
    }

    Pace pace(String job) {
        return paces.computeIfAbsent(job, _ -> new Pace());
    }

    /// Whom a slice calls, from threads of Spark, with its end.
    interface End {
        void arrived(byte[] parcel);

        void lost(Throwable why);
    }

    /// Gives a slice to Spark.
    SimpleFutureAction<BoxedUnit> submit(int slice, byte[] parcel, End end) {
        spark.sc().setLocalProperty(SLICE, Integer.toString(slice));
        Function2<Object, byte[], BoxedUnit> arrived = (_, result) -> {
            end.arrived(result);
            return BoxedUnit.UNIT;
        };
        Function0<BoxedUnit> nothing = () -> BoxedUnit.UNIT;
        List<Object> only = List.of(0);
        SimpleFutureAction<BoxedUnit> job = spark.sc()
                .submitJob(
                        spark.parallelize(List.of(parcel), 1).rdd(),
                        new Slice(),
                        CollectionConverters.asScala(only).toSeq(),
                        arrived,
                        nothing);
        job.onComplete(
                outcome -> {
                    if (outcome.isFailure()) {
                        end.lost(outcome.failed().get());
                    }
                    return BoxedUnit.UNIT;
                },
                ExecutionContext$.MODULE$.fromExecutor(Runnable::run));
        return job;
    }
}
