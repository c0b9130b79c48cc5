package org.gyre.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.gyre.lab.engine.Answer;
import org.gyre.lab.engine.Task;
import org.jspecify.annotations.Nullable;

/// Tasks on their way to a machine, and answers on their way back, as compressed bytes: the inputs of a sweep
/// are nearly the same text again and again.
final class Parcel {
    private static final byte OUTPUT = 0;
    private static final byte FAILURE = 1;
    private static final byte TOO_LARGE = 2;

    private Parcel() {}

    /// What became of a task.
    ///
    /// @param answer absent if it needs more memory than it had beside others
    record Reply(int number, @Nullable Answer answer) {}

    /// Tasks in their order.
    ///
    /// @param version of the Gyre that they are for
    /// @param seconds after which no further task begins: those come back without a reply
    record Order(String version, double seconds, List<Task> tasks) {}

    static byte[] pack(Order order) {
        return written(out -> {
            out.writeUTF(order.version);
            out.writeDouble(order.seconds);
            out.writeInt(order.tasks.size());
            for (Task task : order.tasks) {
                out.writeInt(task.number());
                out.writeUTF(task.job());
                writeBytes(out, task.input());
            }
        });
    }

    static Order order(byte[] parcel) {
        return read(parcel, in -> {
            String version = in.readUTF();
            double seconds = in.readDouble();
            int count = in.readInt();
            List<Task> tasks = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                tasks.add(new Task(in.readInt(), in.readUTF(), readBytes(in)));
            }
            return new Order(version, seconds, tasks);
        });
    }

    static byte[] pack(List<Reply> replies) {
        return written(out -> {
            out.writeInt(replies.size());
            for (Reply reply : replies) {
                out.writeInt(reply.number);
                Answer answer = reply.answer;
                if (answer == null) {
                    out.writeByte(TOO_LARGE);
                    continue;
                }
                byte[] output = answer.output();
                out.writeByte(output == null ? FAILURE : OUTPUT);
                out.writeDouble(answer.seconds());
                writeBytes(out, output == null ? answer.failure().getBytes(UTF_8) : output);
            }
        });
    }

    static List<Reply> replies(byte[] parcel) {
        return read(parcel, in -> {
            int count = in.readInt();
            List<Reply> replies = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                int number = in.readInt();
                byte kind = in.readByte();
                if (kind == TOO_LARGE) {
                    replies.add(new Reply(number, null));
                    continue;
                }
                double seconds = in.readDouble();
                byte[] bytes = readBytes(in);
                replies.add(new Reply(
                        number,
                        kind == OUTPUT ? Answer.of(bytes, seconds) : Answer.failed(new String(bytes, UTF_8), seconds)));
            }
            return replies;
        });
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }

    private static byte[] written(Writing content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes, deflater, 1 << 13))) {
            content.to(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private static <T> T read(byte[] parcel, Reading<T> content) {
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(parcel)))) {
            return content.from(in);
        } catch (IOException damaged) {
            throw new UncheckedIOException("a parcel of work arrived damaged", damaged);
        }
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}
