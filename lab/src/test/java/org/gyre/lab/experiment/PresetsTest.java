package org.gyre.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.gyre.core.InputException;
import org.junit.jupiter.api.Test;

class PresetsTest {
    private static final String TOML = """
            kind = "toy-walk"
            [preset]
            title = "A walk"
            paper = "T09"
            minutes = 0.5
            summary = "It walks."
            """;

    private static final Presets PRESETS = Presets.of(List.of(
            Presets.read("toy/short-walk", TOML),
            Presets.read("toy/long-walk", TOML),
            Presets.read("other/long-walk", TOML)));

    @Test
    void theHeaderIsRead() {
        Preset preset = PRESETS.find("toy/short-walk");
        assertThat(preset.title()).isEqualTo("A walk");
        assertThat(preset.kind()).isEqualTo("toy-walk");
        assertThat(preset.minutes()).isEqualTo(0.5);
    }

    @Test
    void theLastPartOfAnIdIsEnoughWhenItIsUnique() {
        assertThat(PRESETS.find("short-walk").id()).isEqualTo("toy/short-walk");
        assertThatThrownBy(() -> PRESETS.find("long-walk"))
                .isInstanceOf(InputException.class)
                .hasMessage("unknown preset 'long-walk'; it could be toy/long-walk or other/long-walk");
    }

    @Test
    void aMisspeltIdGetsASuggestion() {
        assertThatThrownBy(() -> PRESETS.find("toy/shrot-walk"))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "unknown preset 'toy/shrot-walk'; did you mean 'toy/short-walk'? 'gyre presets' lists them all");
        assertThatThrownBy(() -> PRESETS.find("nothing-like-it"))
                .hasMessageContaining("; 'gyre presets' lists them all");
    }

    @Test
    void aPresetWithoutHeaderIsRefused() {
        assertThatThrownBy(() -> Presets.read("toy/x", "kind = 'toy-walk'"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("[preset] is missing");
    }

    @Test
    void everyInstalledPresetIsReadByItsExperiment() {
        Experiments experiments = Experiments.installed();
        for (Preset preset : Presets.installed().all()) {
            Configuration configuration =
                    Configuration.load(ConfigurationSource.preset(preset), List.of(), null, experiments);
            assertThat(configuration.name()).isEqualTo(preset.id());
            assertThat(preset.claims()).as(preset.id()).isNotEmpty();
            assertThat(preset.minutes()).as(preset.id()).isPositive();
        }
    }
}
