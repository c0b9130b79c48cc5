package org.gyre.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.gyre.lab.engine.Answer;
import org.gyre.lab.engine.Task;
import org.junit.jupiter.api.Test;

class ParcelTest {
    @Test
    void ordersArriveAsTheyWereSent() {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            tasks.add(new Task(i * 7, "job-" + (i % 3), new byte[] {(byte) i, 0, -1}));
        }
        Parcel.Order order = Parcel.order(Parcel.pack(new Parcel.Order("1.0 of äöü", 0.75, tasks)));
        assertThat(order.version()).isEqualTo("1.0 of äöü");
        assertThat(order.seconds()).isEqualTo(0.75);
        assertThat(order.tasks()).hasSize(300);
        for (int i = 0; i < 300; i++) {
            assertThat(order.tasks().get(i).number()).isEqualTo(i * 7);
            assertThat(order.tasks().get(i).job()).isEqualTo("job-" + (i % 3));
            assertThat(order.tasks().get(i).input()).containsExactly(i, 0, -1);
        }
    }

    @Test
    void repliesArriveAsTheyWereSent() {
        String sentence = "weights[3] of 'Größe' is NaN ".repeat(5000);
        List<Parcel.Reply> replies = Parcel.replies(Parcel.pack(List.of(
                new Parcel.Reply(3, Answer.of("out".getBytes(UTF_8), 0.1)),
                new Parcel.Reply(4, Answer.of(new byte[0], 0)),
                new Parcel.Reply(5, Answer.failed(sentence, 2.5)),
                new Parcel.Reply(Integer.MAX_VALUE, null))));
        assertThat(replies).extracting(Parcel.Reply::number).containsExactly(3, 4, 5, Integer.MAX_VALUE);
        Answer first = Objects.requireNonNull(replies.get(0).answer());
        assertThat(first.output()).isEqualTo("out".getBytes(UTF_8));
        assertThat(first.seconds()).isEqualTo(0.1);
        assertThat(Objects.requireNonNull(replies.get(1).answer()).output()).isEmpty();
        Answer failed = Objects.requireNonNull(replies.get(2).answer());
        assertThat(failed.output()).isNull();
        assertThat(failed.failure()).isEqualTo(sentence);
        assertThat(replies.get(3).answer()).isNull();
    }

    /// A thousand points of a sweep differ in a few letters.
    @Test
    void whatRepeatsTravelsOnce() {
        String text = "kind = \"information-flux\"\n" + "# a comment of a preset\n".repeat(100);
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            tasks.add(new Task(i, "sweep-point", (text + i).getBytes(UTF_8)));
        }
        assertThat(Parcel.pack(new Parcel.Order("1", 1, tasks)).length).isLessThan(100 * text.length());
    }

    @Test
    void damageIsTold() {
        byte[] parcel = Parcel.pack(List.of(new Parcel.Reply(3, Answer.of(new byte[5000], 0.1))));
        assertThatThrownBy(() -> Parcel.replies(Arrays.copyOf(parcel, parcel.length / 2)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("a parcel of work arrived damaged");
    }
}
