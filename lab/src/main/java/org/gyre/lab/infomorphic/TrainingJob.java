package org.gyre.lab.infomorphic;

import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.data.catalogue.LabelledImages;
import org.gyre.lab.engine.Job;
import org.gyre.lab.engine.Population;
import org.gyre.lab.engine.Streams;
import org.gyre.lab.engine.Workplace;
import org.gyre.lab.run.Json;
import org.gyre.lab.run.Snapshot;
import org.gyre.lab.run.SnapshotBytes;
import org.jspecify.annotations.Nullable;

/// One epoch of one network of a [GoalSearch]. All that the network has learned travels with it; images are read
/// where it learns, once.
///
/// In, as [SnapshotBytes]: `network` and `images`, the keys as JSON; `files`, a JSON list of those of the images; the
/// keys `images_stream` and `stream`; `judged`, 1 in the last epoch; `state`, the bytes of what
/// [ClassifierTraining#save] put, unless it
/// begins. Out: what [ClassifierTraining#save] puts, and in the last epoch in place of it `validation` and `test`, the
/// shares of images that are named wrongly.
///
/// A network that learned here and comes back as it left is not made anew: that saves a third of the time of small
/// ones. It is the same to every bit, or another one is made.
public final class TrainingJob implements Job {
    static final String NAME = "infomorphic-training";
    private static final String STATE = "state";
    private static final int MOST_KEPT = 1000;

    private final Source source;

    /// Kept for the next piece, which is likely to need the same.
    @SuppressWarnings("UnusedVariable") // holding it is its use
    private @Nullable ImageParts latest;

    /// Networks that learned here, as long as there is memory.
    private final LinkedHashMap<Identity, SoftReference<Kept>> kept = new LinkedHashMap<>();

    /// What tells networks apart, but for the numbers that they have learned.
    private record Identity(String network, String images, String files, RandomStream split, RandomStream stream) {
        static Identity of(Snapshot in) {
            return new Identity(
                    in.text("network"),
                    in.text("images"),
                    in.text("files"),
                    Streams.get("images_stream", in),
                    Streams.get("stream", in));
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by its content
    private record Kept(ClassifierTraining training, byte[] state) {}

    /// Where images come from.
    interface Source {
        ImageParts read(ImageKeys keys, RandomStream stream, List<Path> files);
    }

    /// For the service loader.
    public TrainingJob() {
        this(SharedImages::of);
    }

    TrainingJob(Source source) {
        this.source = source;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte[] compute(byte[] input, Workplace workplace) {
        return Population.told(() -> learn(SnapshotBytes.read(input, NAME), workplace));
    }

    private byte[] learn(Snapshot in, Workplace workplace) {
        ImageParts images = images(in, workplace);
        ClassifierTraining training = training(in, images);
        Snapshot out = new Snapshot();
        try (Team team = Team.of(workplace.threads())) {
            training.learn(team);
            if (in.integer("judged") == 1) {
                LabelledImages validation =
                        Objects.requireNonNull(images.validation(), "goals are judged by validation images");
                out.put("validation", training.error("validation", validation, team));
                out.put("test", training.error("test", images.test(), team));
                return SnapshotBytes.of(out);
            }
        }
        training.save("", out);
        byte[] state = SnapshotBytes.of(out);
        keep(Identity.of(in), new Kept(training, state));
        return state;
    }

    private ClassifierTraining training(Snapshot in, ImageParts images) {
        byte[] state = in.has(STATE) ? in.bytes(STATE) : new byte[0];
        Kept here = take(Identity.of(in));
        if (here != null && Arrays.equals(here.state(), state)) {
            return here.training();
        }
        ClassifierTraining training = new ClassifierTraining(
                Json.parse(in.text("network"), NetworkKeys.class), images, Streams.get("stream", in));
        if (in.has(STATE)) {
            training.restore("", SnapshotBytes.read(state, NAME));
        }
        return training;
    }

    /// Nobody else has it from now on.
    private synchronized @Nullable Kept take(Identity identity) {
        SoftReference<Kept> reference = kept.remove(identity);
        return reference == null ? null : reference.get();
    }

    private synchronized void keep(Identity identity, Kept training) {
        if (kept.size() >= MOST_KEPT) {
            kept.remove(kept.firstEntry().getKey());
        }
        kept.put(identity, new SoftReference<>(training));
    }

    private ImageParts images(Snapshot in, Workplace workplace) {
        List<Path> files = new ArrayList<>();
        for (var file : Json.parse(in.text("files"))) {
            files.add(workplace.file(Path.of(file.stringValue())));
        }
        ImageParts images =
                source.read(Json.parse(in.text("images"), ImageKeys.class), Streams.get("images_stream", in), files);
        synchronized (this) {
            latest = images;
        }
        return images;
    }

    /// What is the same for all networks of a search.
    ///
    /// @param keys   of the images
    /// @param files  of the images
    /// @param split  of the images
    /// @param stream of each network: they differ in their goals alone
    record Common(ImageKeys keys, List<Path> files, RandomStream split, RandomStream stream) {
        /// @param state  what came out of the epoch before, or absent before its first epoch
        /// @param judged whether the epoch is its last
        byte[] input(NetworkKeys network, byte @Nullable [] state, boolean judged) {
            Snapshot in = new Snapshot();
            in.put("network", Json.line(network));
            in.put("images", Json.line(keys));
            in.put("files", Json.line(files.stream().map(Path::toString).toList()));
            Streams.put("images_stream", split, in);
            Streams.put("stream", stream, in);
            in.put("judged", judged ? 1L : 0L);
            if (state != null) {
                in.put(STATE, state);
            }
            return SnapshotBytes.of(in);
        }
    }

    /// What it gets wrong after its last epoch.
    static TrialGroup.Errors errors(byte[] output) {
        Snapshot out = SnapshotBytes.read(output, NAME);
        return new TrialGroup.Errors(out.real("validation"), out.real("test"));
    }
}
