package org.gyre.data.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.gyre.data.Fixtures;
import org.gyre.data.Limits;
import org.gyre.data.event.EventBins;
import org.gyre.data.event.EventReader;
import org.gyre.data.event.LabelledEvents;

/// Labelled events: each that is read lies in a bin, is late or fell together with another.
public final class EventTarget {
    private EventTarget() {}

    static {
        // Classes are loaded before allocation is measured: Jazzer rewrites them, which takes much more.
        check(Fixtures.bytes("event/events.h5"));
    }

    public static void fuzzerTestOneInput(byte[] bytes) {
        Refusal.only(() -> check(bytes));
    }

    private static void check(byte[] bytes) {
        LabelledEvents events = read(bytes);
        EventBins bins = EventBins.of(events, 0.01, 100);
        long read = events.samples().stream().mapToLong(sample -> sample.size()).sum();
        long binned = bins.samples().stream().mapToLong(sample -> sample.size()).sum();
        if (binned + bins.late() + bins.merged() != read) {
            throw new AssertionError(read + " events, " + bins);
        }
    }

    private static LabelledEvents read(byte[] bytes) {
        try {
            return EventReader.read(new ByteChannelOf(bytes), "x.h5", 700, 20, Limits.DEFAULT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
