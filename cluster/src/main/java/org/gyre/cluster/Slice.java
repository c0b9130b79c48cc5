package org.gyre.cluster;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.SparkFiles;
import org.apache.spark.TaskContext;
import org.gyre.lab.engine.Answer;
import org.gyre.lab.engine.Jobs;
import org.gyre.lab.engine.Task;
import org.gyre.lab.engine.Workplace;
import org.gyre.lab.run.GyreVersion;
import scala.Function1;
import scala.collection.Iterator;

/// What runs on a machine of the cluster: does the tasks of one [Parcel] after another. It knows nothing but
/// them, so it may be done again anywhere.
final class Slice implements Function1<Iterator<byte[]>, byte[]>, Serializable {
    private static final long serialVersionUID = 1L;

    private static final double NANOS = 1e9;

    /// Kinds of work of this process, found once.
    private static final class Known {
        private static final Jobs JOBS = Jobs.installed();
    }

    @Override
    public byte[] apply(Iterator<byte[]> parcels) {
        Parcel.Order order = Parcel.order(parcels.next());
        if (!order.version().equals(version())) {
            throw new IllegalStateException("this machine has Gyre " + version() + " and the work is for Gyre "
                    + order.version() + "; results may differ");
        }
        Workplace place = new There(SparkEnv.get().conf().getInt("spark.task.cpus", 1), TaskContext.get());
        List<Parcel.Reply> replies = new ArrayList<>();
        long begun = System.nanoTime();
        for (Task task : order.tasks()) {
            if (!replies.isEmpty() && (System.nanoTime() - begun) / NANOS > order.seconds()) {
                break;
            }
            Answer answer;
            try {
                answer = Known.JOBS.answer(task, place);
            } catch (OutOfMemoryError full) {
                // Thrown on, it would end the process and the work of others with it.
                answer = null;
            } catch (Error broken) {
                // The same: Spark ends the process at some of them, also where they are only the cause.
                StackTraceElement[] trace = broken.getStackTrace();
                throw new IllegalStateException(broken + (trace.length == 0 ? "" : " at " + trace[0]));
            }
            replies.add(new Parcel.Reply(task.number(), answer));
        }
        return Parcel.pack(replies);
    }

    /// Which Gyre this is, as far as it is known.
    static String version() {
        String commit = GyreVersion.commit();
        return GyreVersion.version() + (commit == null ? "" : " of " + commit);
    }

    /// A core of an executor.
    private record There(int threads, TaskContext task) implements Workplace {
        @Override
        public Path file(Path file) {
            Path copy = Path.of(SparkFiles.get(Shipment.nameOf(file)));
            return Files.exists(copy) ? copy : file;
        }

        @Override
        public boolean stopRequested() {
            return task.isInterrupted();
        }
    }
}
