package org.gyre.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gyre.app.web.guard.Guard;
import org.gyre.app.web.http.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rows 41 to 45 of docs/reliability.md, on every route, by raw sockets.
class GuardTest {
    @TempDir
    Path folder;

    private TestServer it;

    @BeforeEach
    void start() throws IOException {
        it = new TestServer(folder);
    }

    @AfterEach
    void stop() {
        it.close();
        assertThat(it.bugs).isEmpty();
    }

    /// A request that would pass, with some lines in place of its own.
    private RawHttp.Answer with(Route route, List<String> hosts, boolean cookie, String... more) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(route.method().name() + " " + TestServer.example(route.path()) + " HTTP/1.1");
        hosts.forEach(host -> lines.add("Host: " + host));
        if (cookie) {
            lines.add(it.cookie());
        }
        if (route.changes()) {
            lines.add(it.page());
            lines.add("Content-Type: application/json");
        }
        lines.addAll(List.of(more));
        lines.add("Connection: close");
        return RawHttp.send(it.address.port(), route.changes() ? "{}" : "", lines.toArray(String[]::new));
    }

    private List<String> own() {
        return List.of(it.address.authority());
    }

    @Test
    void thereAreRoutesThatReadAndRoutesThatChange() {
        assertThat(it.server.routes()).hasSizeGreaterThan(20);
        assertThat(it.server.routes()).anyMatch(Route::changes);
    }

    @Test
    void everyRouteAnswersItsOwnPage() throws IOException {
        for (Route route : it.server.routes()) {
            assertThat(with(route, own(), true).status())
                    .as(route.toString())
                    // What the example names is not there: the route itself says so.
                    .isIn(route.path().equals(Guard.ENTRY) ? List.of(401) : List.of(200, 400, 404, 409));
        }
    }

    @Test
    void onlyTheServersOwnNamesPass() throws IOException {
        int port = it.address.port();
        List<String> foreign = List.of(
                "evil.example",
                "evil.example:" + port,
                "127.0.0.1.evil.example:" + port,
                "localhost.:" + port,
                "localhost",
                "127.0.0.1",
                "[::1]:" + port,
                "127.0.0.1:" + (port + 1),
                "127.0.0.2:" + port,
                "0.0.0.0:" + port,
                "127.1:" + port,
                "2130706433:" + port);
        for (Route route : it.server.routes()) {
            for (String host : foreign) {
                assertThat(with(route, List.of(host), true).status())
                        .as("%s with host %s", route, host)
                        .isEqualTo(403);
            }
            assertThat(with(route, List.of("LOCALHOST:" + port), true).status())
                    .as("%s, whose name is written in capitals", route)
                    .isNotEqualTo(403);
        }
    }

    /// No name, two, a malformed one: the parser of HTTP refuses before the guard does.
    @Test
    void aRequestNamesExactlyOneServer() throws IOException {
        String own = it.address.authority();
        for (Route route : it.server.routes()) {
            assertThat(with(route, List.of(), true).status())
                    .as("%s, no host", route)
                    .isIn(400, 403);
            assertThat(with(route, List.of(own, "evil.example"), true).status())
                    .as("%s, two hosts", route)
                    .isIn(400, 403);
            assertThat(with(route, List.of(own + "@evil.example"), true).status())
                    .as("%s, host with a user", route)
                    .isIn(400, 403);
        }
    }

    @Test
    void anAddressInTheRequestLineMustNameThisServerToo() throws IOException {
        for (String target : List.of("http://evil.example/api/runs", "http://127.0.0.1.evil.example/api/runs")) {
            assertThat(RawHttp.send(
                                    it.address.port(),
                                    "",
                                    "GET " + target + " HTTP/1.1",
                                    it.host(),
                                    it.cookie(),
                                    "Connection: close")
                            .status())
                    .as(target)
                    .isIn(400, 403);
        }
    }

    @Test
    void pagesOfOtherSitesAreRefused() throws IOException {
        for (Route route : it.server.routes()) {
            for (String origin : List.of(
                    "https://evil.example",
                    "null",
                    "http://evil.example:" + it.address.port(),
                    "https://" + it.address.authority(),
                    "http://127.0.0.1",
                    "file://")) {
                assertThat(with(route, own(), true, "Origin: " + origin).status())
                        .as("%s from %s", route, origin)
                        .isEqualTo(403);
            }
            if (!route.path().equals(Guard.ENTRY)) {
                for (String site : List.of("cross-site", "same-site")) {
                    assertThat(with(route, own(), true, "Sec-Fetch-Site: " + site)
                                    .status())
                            .as("%s fetched %s", route, site)
                            .isEqualTo(403);
                }
            }
        }
    }

    @Test
    void theOwnOriginPasses() throws IOException {
        for (Route route : it.server.routes()) {
            assertThat(with(
                                    route,
                                    own(),
                                    true,
                                    "Origin: http://" + it.address.authority(),
                                    "Sec-Fetch-Site: same-origin")
                            .status())
                    .as(route.toString())
                    .isNotEqualTo(403);
        }
    }

    @Test
    void nothingIsToldWithoutTheCookie() throws IOException {
        for (Route route : it.server.routes()) {
            RawHttp.Answer without = with(route, own(), false);
            RawHttp.Answer wrong =
                    with(route, own(), false, "Cookie: " + Guard.cookie(it.address) + "=" + "A".repeat(43));
            assertThat(without.status()).as(route.toString()).isEqualTo(401);
            assertThat(wrong.status()).as(route.toString()).isEqualTo(401);
            assertThat(without.body()).doesNotContain(it.credentials.session(), it.credentials.page());
        }
    }

    @Test
    void whatChangesAnythingNeedsThePagesSecretAndType() throws IOException {
        for (Route route : it.server.routes()) {
            if (!route.changes()) {
                continue;
            }
            String line = "POST " + TestServer.example(route.path()) + " HTTP/1.1";
            String json = "Content-Type: application/json";
            int port = it.address.port();
            String close = "Connection: close";
            assertThat(RawHttp.send(port, "{}", line, it.host(), it.cookie(), json, close)
                            .status())
                    .as("%s without the header", route)
                    .isEqualTo(403);
            assertThat(RawHttp.send(
                                    port,
                                    "{}",
                                    line,
                                    it.host(),
                                    it.cookie(),
                                    json,
                                    Guard.PAGE_HEADER + ": wrong",
                                    close)
                            .status())
                    .as("%s with a wrong header", route)
                    .isEqualTo(403);
            for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")) {
                assertThat(RawHttp.send(
                                        port,
                                        "{}",
                                        line,
                                        it.host(),
                                        it.cookie(),
                                        it.page(),
                                        "Content-Type: " + type,
                                        close)
                                .status())
                        .as("%s as %s", route, type)
                        .isEqualTo(415);
            }
        }
    }

    @Test
    void otherMethodsAreRefused() throws IOException {
        for (String method : List.of("OPTIONS", "TRACE", "PUT", "PATCH", "CONNECT", "BREW")) {
            assertThat(RawHttp.send(
                                    it.address.port(),
                                    "",
                                    method + " /api/runs HTTP/1.1",
                                    it.host(),
                                    it.cookie(),
                                    "Connection: close")
                            .status())
                    .as(method)
                    .isIn(400, 403, 405);
        }
    }

    @Test
    void aTokenOpensOnce() throws IOException {
        String entry = it.server.entry();
        String path = entry.substring(entry.indexOf("/open"));
        int port = it.address.port();

        RawHttp.Answer first = RawHttp.send(port, "", "GET " + path + " HTTP/1.1", it.host(), "Connection: close");
        RawHttp.Answer second = RawHttp.send(port, "", "GET " + path + " HTTP/1.1", it.host(), "Connection: close");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.headers().get("set-cookie"))
                .startsWith(Guard.cookie(it.address) + "=" + it.credentials.session())
                .contains("HttpOnly")
                .contains("SameSite=Strict")
                .doesNotContain("Domain");
        assertThat(first.body()).doesNotContain(path);
        assertThat(second.status()).isEqualTo(401);
        assertThat(second.headers()).doesNotContainKey("set-cookie");
    }

    /// A link in a file or a mail leads here from another site; it must open the page, and needs a token
    /// to.
    @Test
    void theEntryMayBeReachedFromElsewhere() throws IOException {
        String path = it.server.entry().substring(it.address.url().length() - 1);
        assertThat(RawHttp.send(
                                it.address.port(),
                                "",
                                "GET " + path + " HTTP/1.1",
                                it.host(),
                                "Sec-Fetch-Site: cross-site",
                                "Sec-Fetch-Mode: navigate",
                                "Connection: close")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anotherStartGetsATokenForTheKeyAlone() throws IOException {
        int port = it.address.port();
        String line = "GET " + Guard.TOKEN + " HTTP/1.1";
        RawHttp.Answer with = RawHttp.send(
                port, "", line, it.host(), Guard.KEY_HEADER + ": " + it.credentials.key(), "Connection: close");
        RawHttp.Answer wrong = RawHttp.send(port, "", line, it.host(), Guard.KEY_HEADER + ": x", "Connection: close");

        assertThat(with.status()).isEqualTo(200);
        assertThat(with.body()).matches("\\{\"token\":\"[A-Za-z0-9_-]{43}\"}");
        assertThat(wrong.status()).isEqualTo(401);
    }

    @Test
    void everyAnswerKeepsTheBrowserStrict() throws IOException {
        List<RawHttp.Answer> answers = new ArrayList<>();
        for (Route route : it.server.routes()) {
            answers.add(with(route, own(), true));
            answers.add(with(route, own(), false));
            answers.add(with(route, List.of("evil.example"), true));
        }
        answers.add(it.get("/no/such/place"));
        // What the parser of HTTP refuses by itself; short enough to be sent before the answer closes the connection.
        for (String raw : List.of(
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\n" + it.host() + "\r\nHost: evil.example\r\n\r\n",
                "GET /%2e%2e/%2e%2e/x HTTP/1.1\r\n" + it.host() + "\r\n\r\n",
                "GET /a%00b HTTP/1.1\r\n" + it.host() + "\r\n\r\n",
                "GET / HTTP/9.9\r\n" + it.host() + "\r\n\r\n",
                "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\n" + it.host() + "\r\n\r\n",
                "GET / HTTP/1.1\r\n" + it.host() + "\r\nX: " + "x".repeat(20_000) + "\r\n\r\n",
                "nonsense\r\n\r\n")) {
            RawHttp.Answer answer =
                    RawHttp.send(it.address.port(), "", raw.strip().split("\r\n", -1));
            assertThat(answer.status()).as(raw.substring(0, 8)).isIn(400, 403, 414, 431, 505);
            assertThat(answer.body()).doesNotContain("<");
            answers.add(answer);
        }
        for (RawHttp.Answer answer : answers) {
            assertThat(answer.headers().get("content-security-policy"))
                    .containsAnyOf("default-src 'self'", "default-src 'none'")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("script-src 'unsafe", "unsafe-eval");
            assertThat(answer.headers())
                    .containsEntry("x-content-type-options", "nosniff")
                    .containsEntry("referrer-policy", "no-referrer")
                    .containsEntry("cross-origin-opener-policy", "same-origin")
                    .containsEntry("cross-origin-resource-policy", "same-origin")
                    .containsEntry("x-frame-options", "DENY")
                    .doesNotContainKey("access-control-allow-origin")
                    .doesNotContainKey("server");
        }
    }

    @Test
    void secretsOfTwoStartsDiffer(@TempDir Path other) throws IOException {
        try (TestServer second = new TestServer(other)) {
            assertThat(List.of(
                            it.credentials.session(),
                            it.credentials.page(),
                            it.credentials.key(),
                            it.credentials.token(),
                            second.credentials.session(),
                            second.credentials.page(),
                            second.credentials.key(),
                            second.credentials.token()))
                    .doesNotHaveDuplicates()
                    .allMatch(secret -> secret.length() == 43);
        }
    }
}
