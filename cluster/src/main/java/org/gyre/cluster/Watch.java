package org.gyre.cluster;

import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/// What happens on the cluster: which slices have begun, which processes came and went.
final class Watch extends SparkListener {
    private static final String NO_SLICE = "-1";

    private final Map<Integer, Integer> slices = new ConcurrentHashMap<>();
    private final Set<Integer> begun = ConcurrentHashMap.newKeySet();
    private final Queue<String> losses = new ConcurrentLinkedQueue<>();
    private volatile boolean someoneCame;
    private volatile boolean closed;

    @Override
    public void onStageSubmitted(SparkListenerStageSubmitted stage) {
        Properties properties = stage.properties();
        String slice = properties == null ? NO_SLICE : properties.getProperty(SparkEngine.SLICE, NO_SLICE);
        slices.put(stage.stageInfo().stageId(), Integer.valueOf(slice));
    }

    @Override
    public void onTaskStart(SparkListenerTaskStart task) {
        Integer slice = slices.get(task.stageId());
        if (slice != null) {
            begun.add(slice);
        }
    }

    @Override
    public void onStageCompleted(SparkListenerStageCompleted stage) {
        Integer slice = slices.remove(stage.stageInfo().stageId());
        if (slice != null) {
            begun.remove(slice);
        }
    }

    @Override
    public void onExecutorAdded(SparkListenerExecutorAdded added) {
        someoneCame = true;
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
        // Those that Spark sends away itself, as it has no work for them, are no loss.
        if (!closed && !removed.reason().contains("killed by driver")) {
            String reason = removed.reason().lines().findFirst().orElse("");
            losses.add("spark: process " + removed.executorId() + " was lost (" + reason
                    + "); what it had begun is done again");
        }
    }

    /// Whether a task of a slice has begun and is not over.
    boolean hasBegun(int slice) {
        return begun.contains(slice);
    }

    /// Whether the cluster has given a process ever.
    boolean someoneCame() {
        return someoneCame;
    }

    /// Sentences on lost processes, each given once.
    Queue<String> losses() {
        return losses;
    }

    /// From now on processes end because the work does.
    void close() {
        closed = true;
    }
}
