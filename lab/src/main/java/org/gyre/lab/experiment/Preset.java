package org.gyre.lab.experiment;

import java.util.List;
import org.gyre.lab.run.Claim;

/// A ready-made configuration with the claims it is meant to test.
///
/// @param id `<system>/<name>`, for example `recurrent-infomax/assemblies`
/// @param kind the kind of experiment
/// @param title one line
/// @param paper the work that it reproduces
/// @param minutes expected wall time on two cores
/// @param summary a few sentences
/// @param claims what is claimed of the result
/// @param toml the text of the configuration
public record Preset(
        String id,
        String kind,
        String title,
        String paper,
        double minutes,
        String summary,
        List<Claim> claims,
        String toml) {
    public Preset {
        claims = List.copyOf(claims);
    }
}
