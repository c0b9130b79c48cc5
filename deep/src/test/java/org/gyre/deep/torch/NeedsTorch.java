package org.gyre.deep.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.Optional;
import org.gyre.core.linalg.NativeLibraries;

/// Loads LibTorch for a test, or skips it with the reason. Where the build brings the library, it
/// must load.
public final class NeedsTorch {
    private NeedsTorch() {}

    /// Loads LibTorch with one thread.
    public static void orSkip() {
        Optional<String> reason = Torch.unavailable();
        if (NativeLibraries.platform().equals("linux-x86_64")) {
            assertThat(reason).as("why LibTorch does not load").isEmpty();
        }
        reason.ifPresent(sentence -> abort(sentence));
        Torch.load(1);
    }
}
