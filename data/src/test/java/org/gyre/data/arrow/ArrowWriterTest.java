package org.gyre.data.arrow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Type;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Files are read back by the structures that the Arrow project generates from its format, place by place as the
/// specification of the IPC file says.
class ArrowWriterTest {
    private static final List<ArrowColumn> COLUMNS = List.of(
            new ArrowColumn("point", ArrowColumn.Type.WHOLE, ""),
            new ArrowColumn("information_bits", ArrowColumn.Type.REAL, "bits"),
            new ArrowColumn("error", ArrowColumn.Type.TEXT, ""));

    private static byte[] written(List<List<@Nullable Object>> rows) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ArrowWriter writer = new ArrowWriter(Channels.newChannel(bytes), COLUMNS)) {
            for (List<@Nullable Object> row : rows) {
                writer.row(row);
            }
        }
        return bytes.toByteArray();
    }

    private static Footer footer(byte[] file) {
        ByteBuffer all = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(new String(file, 0, 6, UTF_8)).isEqualTo("ARROW1");
        assertThat(new String(file, file.length - 6, 6, UTF_8)).isEqualTo("ARROW1");
        int length = all.getInt(file.length - 10);
        return Footer.getRootAsFooter(
                ByteBuffer.wrap(Arrays.copyOfRange(file, file.length - 10 - length, file.length - 10)));
    }

    /// All cells of a file, row by row.
    private static List<List<@Nullable Object>> read(byte[] file) {
        Footer footer = footer(file);
        Schema schema = footer.schema();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int b = 0; b < footer.recordBatchesLength(); b++) {
            Block block = footer.recordBatches(b);
            int at = Math.toIntExact(block.offset());
            assertThat(at % 8).isZero();
            ByteBuffer head = ByteBuffer.wrap(file, at, block.metaDataLength()).order(ByteOrder.LITTLE_ENDIAN);
            assertThat(head.getInt()).isEqualTo(-1);
            assertThat(head.getInt()).isEqualTo(block.metaDataLength() - 8);
            Message message = Message.getRootAsMessage(
                    ByteBuffer.wrap(Arrays.copyOfRange(file, at + 8, at + block.metaDataLength())));
            assertThat(message.headerType()).isEqualTo(MessageHeader.RecordBatch);
            assertThat(message.bodyLength()).isEqualTo(block.bodyLength());
            RecordBatch batch = (RecordBatch) message.header(new RecordBatch());
            ByteBuffer body = ByteBuffer.wrap(Arrays.copyOfRange(
                            file,
                            at + block.metaDataLength(),
                            at + block.metaDataLength() + Math.toIntExact(block.bodyLength())))
                    .order(ByteOrder.LITTLE_ENDIAN);
            int first = rows.size();
            for (int r = 0; r < batch.length(); r++) {
                rows.add(new ArrayList<>());
            }
            int buffer = 0;
            for (int f = 0; f < schema.fieldsLength(); f++) {
                int valid = place(batch, buffer++);
                boolean text = schema.fields(f).typeType() == Type.Utf8;
                int offsets = text ? place(batch, buffer++) : 0;
                int data = place(batch, buffer++);
                int absent = 0;
                for (int r = 0; r < batch.length(); r++) {
                    boolean there = (body.get(valid + r / 8) >> r % 8 & 1) != 0;
                    absent += there ? 0 : 1;
                    rows.get(first + r).add(!there ? null : cell(schema.fields(f), body, offsets, data, r));
                }
                assertThat(batch.nodes(f).nullCount()).isEqualTo(absent);
                assertThat(batch.nodes(f).length()).isEqualTo(batch.length());
            }
        }
        return rows;
    }

    private static int place(RecordBatch batch, int buffer) {
        int place = Math.toIntExact(batch.buffers(buffer).offset());
        assertThat(place % 8).isZero();
        return place;
    }

    private static Object cell(Field field, ByteBuffer body, int offsets, int data, int row) {
        return switch (field.typeType()) {
            case Type.Int -> body.getLong(data + 8 * row);
            case Type.FloatingPoint -> body.getDouble(data + 8 * row);
            default -> {
                int from = body.getInt(offsets + 4 * row);
                int to = body.getInt(offsets + 4 * row + 4);
                yield new String(body.array(), body.arrayOffset() + data + from, to - from, UTF_8);
            }
        };
    }

    private static List<@Nullable Object> row(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        List<List<@Nullable Object>> rows = List.of(
                row(1L, 0.1, null),
                row(Long.MIN_VALUE, null, "weights[3] is NaN, „übergelaufen“ \uD83D\uDE00"),
                row(null, -0.0, ""));
        byte[] file = written(rows);
        assertThat(read(file)).isEqualTo(rows);
        Schema schema = footer(file).schema();
        assertThat(schema.fields(1).name()).isEqualTo("information_bits");
        assertThat(schema.fields(1).customMetadata(0).key()).isEqualTo("unit");
        assertThat(schema.fields(1).customMetadata(0).value()).isEqualTo("bits");
        assertThat(schema.fields(0).customMetadataLength()).isZero();
        assertThat(written(rows)).isEqualTo(file);
    }

    @Test
    void longTablesComeInBatches() throws IOException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (long i = 0; i < 20_000; i++) {
            rows.add(row(i, i % 7 == 0 ? null : 1.0 / i, i % 3 == 0 ? "x".repeat((int) (i % 50)) : null));
        }
        byte[] file = written(rows);
        assertThat(footer(file).recordBatchesLength()).isEqualTo(3);
        assertThat(read(file)).isEqualTo(rows);
    }

    @Test
    void aTableWithoutRowsHasItsColumns() throws IOException {
        byte[] file = written(List.of());
        assertThat(footer(file).schema().fieldsLength()).isEqualTo(3);
        assertThat(read(file)).isEmpty();
    }

    @Test
    void cellsOfAnotherKindAreRefused() {
        assertThatThrownBy(() -> written(List.of(row(1.5, 1.0, null))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("point takes a Long and no Double");
        assertThatThrownBy(() -> written(List.of(row(1L))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 cells for 3 columns");
    }
}
