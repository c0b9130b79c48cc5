package org.gyre.lab.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.Plural;
import org.gyre.lab.report.Article;
import org.gyre.lab.report.Figure;
import org.gyre.lab.run.GyreVersion;

/// The page of a sweep.
final class SweepArticle {
    private SweepArticle() {}

    /// Equal sweeps give equal pages.
    static Article of(SweepPlan plan, SweepResult result, List<Figure> figures) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Points", result.done() + " of " + result.points());
        facts.put("Axes", Integer.toString(plan.axes().size()));
        facts.put("Seeds", Integer.toString(plan.seedsOfEach()));
        facts.put("Failed", Integer.toString(result.failed()));
        List<Article.Remark> warnings = new ArrayList<>();
        if (result.failed() > 0) {
            warnings.add(new Article.Remark(
                    "results",
                    Plural.of(result.failed(), "point")
                            + " failed and stand in no figure; each is in the table with its" + " sentence."));
        }
        Map<String, String> axes = new LinkedHashMap<>();
        plan.axes().forEach(axis -> axes.put(axis.key(), axis.describe()));
        List<Article.Chapter> chapters = List.of(
                new Article.Chapter("plan", "What was varied", "", List.of(), axes, List.of()),
                new Article.Chapter(
                        "results",
                        "Results",
                        "",
                        List.of("All numbers are in table.csv and table.arrow beside this page, a row for each point."),
                        Map.of(),
                        figures));
        return new Article(
                plan.name(),
                plan.title(),
                Plural.of(plan.size(), "point") + " of " + plan.base().name() + ".",
                facts,
                result.status().equals("done")
                        ? ""
                        : "The sweep was stopped before its end: " + result.sentence() + ".",
                warnings,
                chapters,
                methods(plan),
                "",
                List.of("gyre", "sweep", plan.name() + ".toml"),
                "Made by Gyre " + GyreVersion.version() + ".");
    }

    private static List<String> methods(SweepPlan plan) {
        String commit = GyreVersion.commit();
        return List.of("The experiment " + plan.base().name() + " of Gyre " + GyreVersion.version()
                + (commit == null ? "" : " (commit " + commit.substring(0, Math.min(10, commit.length())) + ")")
                + " was run at "
                + Plural.of(plan.size() / plan.seedsOfEach(), "setting")
                + (plan.isGrid() ? " of a full grid" : ", drawn as the plan says,")
                + (plan.seedsOfEach() > 1 ? " with " + plan.seedsOfEach() + " seeds each" : "")
                + ". Every point has random numbers of its own seed, so that rows depend neither on the order nor on the"
                + " machine.");
    }
}
