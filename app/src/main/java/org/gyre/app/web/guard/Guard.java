package org.gyre.app.web.guard;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Stands before every route: refuses what does not come from the page of this server, and puts the headers
/// that keep browsers strict on every answer.
public final class Guard extends Handler.Wrapper {
    /// Exchanges the one-time token of the printed address for the cookie.
    public static final String ENTRY = "/open";
    /// Gives another start of the program a new token, for the key in a file of the user's.
    public static final String TOKEN = "/token";
    /// Carries the page's secret.
    public static final String PAGE_HEADER = "X-Gyre-Page";
    /// Carries the key of the user's file.
    public static final String KEY_HEADER = "X-Gyre-Key";

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "DELETE");
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final Set<String> BODIES = Set.of("application/json", "application/octet-stream");
    /// Pages of other sites may send these without asking first.
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private static final List<HttpField> HEADERS = List.of(
            new HttpField(
                    "Content-Security-Policy",
                    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
                            + " object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
            new HttpField("X-Content-Type-Options", "nosniff"),
            new HttpField("X-Frame-Options", "DENY"),
            new HttpField("Referrer-Policy", "no-referrer"),
            new HttpField("Cross-Origin-Opener-Policy", "same-origin"),
            new HttpField("Cross-Origin-Resource-Policy", "same-origin"),
            new HttpField("Cross-Origin-Embedder-Policy", "require-corp"),
            new HttpField("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
            new HttpField("Cache-Control", "no-store"));

    private final Address address;
    private final Set<String> authorities;
    private final Credentials credentials;

    public Guard(Address address, Credentials credentials) {
        this.address = address;
        this.authorities = address.authorities();
        this.credentials = credentials;
    }

    /// The name of the cookie. Cookies do not know ports: two servers on one machine must not take each
    /// other's.
    public static String cookie(Address address) {
        return "gyre-" + address.port();
    }

    /// Puts the headers of every answer.
    static void harden(HttpFields.Mutable headers) {
        HEADERS.forEach(headers::put);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        harden(response.getHeaders());
        Refusal refusal = refusal(request);
        if (refusal == null) {
            return super.handle(request, response, callback);
        }
        response.setStatus(refusal.status);
        Sentences sentences = new Sentences(request.getHeaders().get(HttpHeader.ACCEPT));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, sentences.type());
        // What was sent with it is not read.
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        String heading = refusal.status == 401 ? "Gyre does not know this browser yet" : "Gyre does not answer to this";
        Content.Sink.write(response, true, sentences.of(heading, refusal.sentence), callback);
        return true;
    }

    /// Why a request is not let pass.
    private record Refusal(int status, String sentence) {}

    private @Nullable Refusal refusal(Request request) {
        HttpFields headers = request.getHeaders();
        if (!namesThisServer(request, headers)) {
            return new Refusal(403, "This server answers to " + String.join(" and ", authorities) + " only.");
        }
        String path = request.getHttpURI().getPath();
        String method = request.getMethod();
        boolean entry = ENTRY.equals(path) && READING.contains(method);
        if (!METHODS.contains(method)) {
            return new Refusal(405, "This server knows GET, HEAD, POST and DELETE.");
        }
        if (isFromAnotherSite(headers, entry)) {
            return new Refusal(
                    403, "Another site led here, which must not read or steer this server: type the address itself.");
        }
        if (entry || (TOKEN.equals(path) && Credentials.same(credentials.key(), headers.get(KEY_HEADER)))) {
            return null;
        }
        if (!hasSession(request)) {
            return new Refusal(
                    401, "Open the address that 'gyre serve' printed; start it again in its folder for a new one.");
        }
        return READING.contains(method) ? null : refusalOfChange(headers);
    }

    /// A form of another page can send neither such a header nor such a type.
    private @Nullable Refusal refusalOfChange(HttpFields headers) {
        if (!Credentials.same(credentials.page(), headers.get(PAGE_HEADER))) {
            return new Refusal(403, "The header " + PAGE_HEADER + " of the page is missing or of an earlier start.");
        }
        String type = headers.get(HttpHeader.CONTENT_TYPE);
        String media = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return BODIES.contains(media)
                ? null
                : new Refusal(415, "The body must be application/json, or application/octet-stream for a file.");
    }

    private boolean namesThisServer(Request request, HttpFields headers) {
        List<String> hosts = headers.getValuesList(HttpHeader.HOST);
        if (hosts.size() != 1 || !authorities.contains(hosts.getFirst().toLowerCase(Locale.ROOT))) {
            return false;
        }
        String authority = request.getHttpURI().getAuthority();
        return authority == null || authorities.contains(authority.toLowerCase(Locale.ROOT));
    }

    private boolean isFromAnotherSite(HttpFields headers, boolean entry) {
        for (String origin : headers.getValuesList(HttpHeader.ORIGIN)) {
            String lower = origin.toLowerCase(Locale.ROOT);
            if (!lower.startsWith("http://") || !authorities.contains(lower.substring("http://".length()))) {
                return true;
            }
        }
        // A link in a file or a chat may lead to the entry, which shows nothing and takes a token only once.
        return !entry
                && headers.getValuesList("Sec-Fetch-Site").stream()
                        .anyMatch(site -> !OWN_SITES.contains(site.toLowerCase(Locale.ROOT)));
    }

    private boolean hasSession(Request request) {
        String name = cookie(address);
        for (HttpCookie cookie : Request.getCookies(request)) {
            if (cookie.getName().equals(name) && Credentials.same(credentials.session(), cookie.getValue())) {
                return true;
            }
        }
        return false;
    }
}
