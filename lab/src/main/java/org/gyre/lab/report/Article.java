package org.gyre.lab.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A page in one file that reads from top to bottom: what it is about, what to beware of, chapters of prose and
/// figures, a paragraph for a paper, and the command that makes it again. Plain data; [#html] renders it.
///
/// @param name what it is about in a word, such as a file's name
/// @param title heading
/// @param lead one or two sentences under it
/// @param facts the few numbers that stand at the top, by name
/// @param banner why the page is not complete, or empty
/// @param warnings what to beware of; told before anything else
/// @param chapters in order of reading
/// @param methods paragraphs to paste into a paper
/// @param bibtex the works that these name
/// @param command words of the command that makes the page again
/// @param footer what made the page
public record Article(
        String name,
        String title,
        String lead,
        Map<String, String> facts,
        String banner,
        List<Remark> warnings,
        List<Chapter> chapters,
        List<String> methods,
        String bibtex,
        List<String> command,
        String footer) {
    /// One thing to beware of.
    ///
    /// @param chapter id of the chapter that it belongs to, or empty
    public record Remark(String chapter, String sentence) {}

    /// One chapter.
    ///
    /// @param id lower-case letters, digits and hyphens: its anchor
    /// @param summary what was found, in one sentence for the top of the page; empty if there is nothing to find
    /// @param facts words by name, as a table before the figures; often none
    public record Chapter(
            String id,
            String title,
            String summary,
            List<String> paragraphs,
            Map<String, String> facts,
            List<Figure> figures) {
        public Chapter {
            Require.id(id);
            facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
            paragraphs = List.copyOf(paragraphs);
            figures = List.copyOf(figures);
        }
    }

    public Article {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        warnings = List.copyOf(warnings);
        chapters = List.copyOf(chapters);
        methods = List.copyOf(methods);
        command = List.copyOf(command);
    }

    /// The page: one file that loads nothing and runs no script. Every word is escaped; equal articles give equal
    /// bytes.
    public String html() {
        return ArticleHtml.render(this);
    }
}
