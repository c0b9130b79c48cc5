package org.gyre.data.arrow;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Utf8;
import org.jspecify.annotations.Nullable;

/// Writes a table row by row as an Arrow file (the IPC file format, version 5 of its metadata, uncompressed,
/// little-endian), which `pyarrow.feather`, polars, pandas, R and Julia read. Rows are held until a batch is
/// full, so that a table of any length takes the room of one. Equal tables give equal bytes. Not thread-safe.
public final class ArrowWriter implements AutoCloseable {
    private static final byte[] MAGIC = "ARROW1".getBytes(UTF_8);
    private static final int ALIGNMENT = 8;
    private static final int CONTINUATION = 0xFFFFFFFF;
    private static final int BITS = 64;
    private static final int BATCH = 8192;
    private static final int BYTE_BITS = 8;

    private final WritableByteChannel channel;
    private final List<Column> columns = new ArrayList<>();
    private final List<long[]> blocks = new ArrayList<>();
    private long position;
    private int rows;

    /// Begins a table.
    ///
    /// @param channel is left open
    public ArrowWriter(WritableByteChannel channel, List<ArrowColumn> columns) throws IOException {
        this.channel = channel;
        columns.forEach(column -> this.columns.add(new Column(column)));
        write(padded(MAGIC));
        FlatBufferBuilder builder = new FlatBufferBuilder();
        message(builder, MessageHeader.Schema, schema(builder), new byte[0]);
    }

    /// Adds a row.
    ///
    /// @param cells a [Long] for whole numbers, a [Double] for real ones, a [String] for texts; null where there is
    ///              nothing
    /// @throws IllegalArgumentException if there are more or fewer than columns, or one is of another type
    public void row(List<? extends @Nullable Object> cells) throws IOException {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(cells.size() + " cells for " + columns.size() + " columns");
        }
        for (int c = 0; c < columns.size(); c++) {
            columns.get(c).add(cells.get(c));
        }
        rows++;
        if (rows == BATCH) {
            flush();
        }
    }

    private void flush() throws IOException {
        if (rows == 0) {
            return;
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        List<long[]> nodes = new ArrayList<>();
        List<long[]> buffers = new ArrayList<>();
        for (Column column : columns) {
            nodes.add(new long[] {rows, column.absent});
            for (byte[] buffer : column.buffers(rows)) {
                buffers.add(new long[] {body.size(), buffer.length});
                body.writeBytes(padded(buffer));
            }
            column.clear();
        }
        FlatBufferBuilder builder = new FlatBufferBuilder();
        RecordBatch.startNodesVector(builder, nodes.size());
        for (long[] node : nodes.reversed()) {
            FieldNode.createFieldNode(builder, node[0], node[1]);
        }
        int nodesAt = builder.endVector();
        RecordBatch.startBuffersVector(builder, buffers.size());
        for (long[] buffer : buffers.reversed()) {
            Buffer.createBuffer(builder, buffer[0], buffer[1]);
        }
        int buffersAt = builder.endVector();
        RecordBatch.startRecordBatch(builder);
        RecordBatch.addLength(builder, rows);
        RecordBatch.addNodes(builder, nodesAt);
        RecordBatch.addBuffers(builder, buffersAt);
        int batch = RecordBatch.endRecordBatch(builder);
        long at = position;
        int head = message(builder, MessageHeader.RecordBatch, batch, body.toByteArray());
        blocks.add(new long[] {at, head, body.size()});
        rows = 0;
    }

    /// Ends the table. The channel stays open.
    @Override
    public void close() throws IOException {
        flush();
        write(little(2 * Integer.BYTES).putInt(CONTINUATION).putInt(0).array());
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int schema = schema(builder);
        Footer.startRecordBatchesVector(builder, blocks.size());
        for (long[] block : blocks.reversed()) {
            Block.createBlock(builder, block[0], (int) block[1], block[2]);
        }
        int batches = builder.endVector();
        Footer.startDictionariesVector(builder, 0);
        int dictionaries = builder.endVector();
        Footer.startFooter(builder);
        Footer.addVersion(builder, MetadataVersion.V5);
        Footer.addSchema(builder, schema);
        Footer.addDictionaries(builder, dictionaries);
        Footer.addRecordBatches(builder, batches);
        Footer.finishFooterBuffer(builder, Footer.endFooter(builder));
        byte[] footer = builder.sizedByteArray();
        write(footer);
        write(little(Integer.BYTES).putInt(footer.length).array());
        write(MAGIC);
    }

    /// Writes a message with its body.
    ///
    /// @return bytes before the body
    private int message(FlatBufferBuilder builder, byte type, int header, byte[] body) throws IOException {
        Message.finishMessageBuffer(
                builder, Message.createMessage(builder, MetadataVersion.V5, type, header, body.length, 0));
        byte[] metadata = padded(builder.sizedByteArray());
        write(little(2 * Integer.BYTES)
                .putInt(CONTINUATION)
                .putInt(metadata.length)
                .array());
        write(metadata);
        write(body);
        return 2 * Integer.BYTES + metadata.length;
    }

    private int schema(FlatBufferBuilder builder) {
        int[] fields =
                columns.stream().mapToInt(column -> column.field(builder)).toArray();
        return Schema.createSchema(builder, Endianness.Little, Schema.createFieldsVector(builder, fields), 0, 0);
    }

    private void write(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        position += bytes.length;
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] padded(byte[] bytes) {
        return Arrays.copyOf(bytes, Math.ceilDiv(bytes.length, ALIGNMENT) * ALIGNMENT);
    }

    /// The cells of one column since the last batch.
    private static final class Column {
        private final ArrowColumn about;
        private final byte[] present = new byte[BATCH / BYTE_BITS];
        private final long[] fixed = new long[BATCH];
        private final int[] ends = new int[BATCH + 1];
        private final ByteArrayOutputStream texts = new ByteArrayOutputStream();
        private int count;
        private int absent;

        Column(ArrowColumn about) {
            this.about = about;
        }

        void add(@Nullable Object cell) {
            if (cell != null) {
                present[count / BYTE_BITS] |= (byte) (1 << count % BYTE_BITS);
            } else {
                absent++;
            }
            switch (about.type()) {
                case WHOLE -> fixed[count] = cell == null ? 0 : expect(Long.class, cell);
                case REAL -> fixed[count] = cell == null ? 0 : Double.doubleToRawLongBits(expect(Double.class, cell));
                case TEXT -> {
                    if (cell != null) {
                        texts.writeBytes(expect(String.class, cell).getBytes(UTF_8));
                    }
                    ends[count + 1] = texts.size();
                }
            }
            count++;
        }

        private <T> T expect(Class<T> type, Object cell) {
            if (!type.isInstance(cell)) {
                throw new IllegalArgumentException("column " + about.name() + " takes a " + type.getSimpleName()
                        + " and no " + cell.getClass().getSimpleName());
            }
            return type.cast(cell);
        }

        /// Validity, offsets of texts, data.
        List<byte[]> buffers(int rows) {
            byte[] valid = Arrays.copyOf(present, Math.ceilDiv(rows, BYTE_BITS));
            if (about.type() != ArrowColumn.Type.TEXT) {
                byte[] data = new byte[rows * Long.BYTES];
                ByteBuffer.wrap(data)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asLongBuffer()
                        .put(fixed, 0, rows);
                return List.of(valid, data);
            }
            byte[] offsets = new byte[(rows + 1) * Integer.BYTES];
            ByteBuffer.wrap(offsets)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asIntBuffer()
                    .put(ends, 0, rows + 1);
            return List.of(valid, offsets, texts.toByteArray());
        }

        void clear() {
            Arrays.fill(present, (byte) 0);
            texts.reset();
            count = 0;
            absent = 0;
        }

        int field(FlatBufferBuilder builder) {
            int name = builder.createString(about.name());
            byte type = switch (about.type()) {
                case WHOLE -> Type.Int;
                case REAL -> Type.FloatingPoint;
                case TEXT -> Type.Utf8;
            };
            int details = switch (about.type()) {
                case WHOLE -> Int.createInt(builder, BITS, true);
                case REAL -> FloatingPoint.createFloatingPoint(builder, Precision.DOUBLE);
                case TEXT -> {
                    Utf8.startUtf8(builder);
                    yield Utf8.endUtf8(builder);
                }
            };
            int metadata = 0;
            if (!about.unit().isEmpty()) {
                int key = builder.createString("unit");
                int value = builder.createString(about.unit());
                metadata = Field.createCustomMetadataVector(
                        builder, new int[] {KeyValue.createKeyValue(builder, key, value)});
            }
            int children = Field.createChildrenVector(builder, new int[0]);
            return Field.createField(builder, name, true, type, details, 0, children, metadata);
        }
    }
}
