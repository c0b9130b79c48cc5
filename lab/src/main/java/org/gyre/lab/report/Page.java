package org.gyre.lab.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.function.Consumer;

/// A page in one file that loads nothing: no script, no address outside it, and a content security policy that says
/// so to the browser. The only style is the one whose hash the policy names.
final class Page {
    private Page() {}

    static String render(String title, Consumer<Html> body) {
        String style = style();
        String policy = "default-src 'none'; img-src data:; style-src 'sha256-" + sha256(style)
                + "'; base-uri 'none'; form-action 'none'";
        Html html = new Html();
        html.open("html", "lang", "en").open("head");
        html.leaf("meta", "charset", "utf-8");
        html.leaf("meta", "http-equiv", "Content-Security-Policy", "content", policy);
        html.leaf("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.leaf("meta", "name", "referrer", "content", "no-referrer");
        html.element("title", title);
        html.picture("<style>" + style + "</style>\n");
        html.close().open("body");
        body.accept(html);
        html.close().close();
        return "<!DOCTYPE html>\n" + html.finish();
    }

    private static String style() {
        try (InputStream in = Page.class.getResourceAsStream("page.css")) {
            if (in == null) {
                throw new IllegalStateException("page.css is missing from the jar");
            }
            // Quotes need no escaping inside a style element, in HTML as in XML.
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
