package org.gyre.lab.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Renders an [Article].
final class ArticleHtml {
    private static final String ELSEWHERE = "The numbers are too many to attach. ";

    private final Html html;
    private final Article article;
    private int figures;
    private int tables;

    private ArticleHtml(Html html, Article article) {
        this.html = html;
        this.article = article;
    }

    static String render(Article article) {
        return Page.render(article.title() + " – " + article.name(), html -> new ArticleHtml(html, article).body());
    }

    private void body() {
        header();
        navigation();
        html.open("main");
        if (!article.banner().isEmpty()) {
            html.element("div", article.banner(), "class", "banner", "role", "note");
        }
        warnings();
        summary();
        article.chapters().forEach(this::chapter);
        methods();
        repeat();
        html.close();
        html.element("footer", article.footer() + " This page loads nothing from outside and runs no script.");
    }

    private void header() {
        html.open("header").open("div");
        html.element("p", article.name(), "class", "name").element("h1", article.title());
        html.element("p", article.lead(), "class", "lead");
        html.open("dl", "class", "facts");
        article.facts()
                .forEach((term, detail) -> html.open("div")
                        .element("dt", term)
                        .element("dd", detail)
                        .close());
        html.close().close().close();
    }

    private void navigation() {
        html.open("nav", "aria-label", "Sections").open("div");
        html.element("a", "Warnings", "href", "#warnings");
        article.chapters().forEach(chapter -> html.element("a", chapter.title(), "href", "#" + chapter.id()));
        html.element("a", "Methods", "href", "#methods").element("a", "How to repeat", "href", "#repeat");
        html.close().close();
    }

    private void warnings() {
        html.element("h2", "Warnings", "id", "warnings");
        if (article.warnings().isEmpty()) {
            html.element("p", "Nothing was found that speaks against taking the numbers as they stand.");
            return;
        }
        Map<String, String> titles =
                article.chapters().stream().collect(Collectors.toMap(Article.Chapter::id, Article.Chapter::title));
        html.open("ul");
        for (Article.Remark warning : article.warnings()) {
            html.open("li").text(sentence(warning.sentence()));
            String title = titles.get(warning.chapter());
            if (title != null) {
                html.text(" ").element("a", title, "href", "#" + warning.chapter(), "class", "small");
            }
            html.close();
        }
        html.close();
    }

    /// With a capital at its start and a full stop at its end.
    private static String sentence(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int first = text.codePointAt(0);
        String start = new StringBuilder()
                .appendCodePoint(Character.toUpperCase(first))
                .toString();
        boolean ends = text.endsWith(".") || text.endsWith("!") || text.endsWith("?");
        return start + text.substring(Character.charCount(first)) + (ends ? "" : ".");
    }

    private void summary() {
        List<Article.Chapter> found = article.chapters().stream()
                .filter(chapter -> !chapter.summary().isEmpty())
                .toList();
        if (found.isEmpty()) {
            return;
        }
        html.element("h2", "In short", "id", "summary")
                .open("div", "class", "scroll")
                .open("table");
        html.open("tbody");
        for (Article.Chapter chapter : found) {
            html.open("tr").open("th", "scope", "row");
            html.element("a", chapter.title(), "href", "#" + chapter.id()).close();
            html.element("td", chapter.summary()).close();
        }
        html.close().close().close();
    }

    private void chapter(Article.Chapter chapter) {
        html.element("h2", chapter.title(), "id", chapter.id());
        chapter.paragraphs().forEach(paragraph -> html.element("p", paragraph));
        if (!chapter.facts().isEmpty()) {
            html.open("div", "class", "scroll").open("table").open("tbody");
            chapter.facts()
                    .forEach((name, words) -> html.open("tr")
                            .element("th", name, "scope", "row")
                            .element("td", words)
                            .close());
            html.close().close().close();
        }
        for (Figure figure : chapter.figures()) {
            String label = figure instanceof TableFigure ? "Table " + ++tables : "Figure " + ++figures;
            FigureHtml.write(html, figure, label + ". ", ELSEWHERE);
        }
    }

    private void methods() {
        html.element("h2", "Methods, to paste into a paper", "id", "methods");
        article.methods().forEach(paragraph -> html.element("p", paragraph));
        if (!article.bibtex().isBlank()) {
            html.open("details").element("summary", "The works that it cites, as BibTeX");
            html.element("pre", article.bibtex().strip()).close();
        }
    }

    private void repeat() {
        html.element("h2", "How to repeat", "id", "repeat");
        html.element(
                "p",
                "The same file, version and options give the same numbers, with any number of threads and on any"
                        + " day:");
        html.element("pre", Shell.command(article.command()));
    }
}
