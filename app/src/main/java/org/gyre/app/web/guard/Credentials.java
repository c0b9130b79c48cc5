package org.gyre.app.web.guard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The secrets of one server, new at each start: tokens that open the page once, the session that a browser
/// then holds as a cookie, and what its page says with every request that changes something.
public final class Credentials {
    private static final int BYTES = 32;
    /// Addresses that were printed and not opened; more than a person asks for.
    private static final int MOST_TOKENS = 100;

    private final SecureRandom random = new SecureRandom();
    private final String session = secret();
    private final String page = secret();
    private final String key = secret();
    private final Set<String> tokens = new HashSet<>();

    private String secret() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// A token that opens the page once.
    public synchronized String token() {
        if (tokens.size() >= MOST_TOKENS) {
            tokens.clear();
        }
        String token = secret();
        tokens.add(token);
        return token;
    }

    /// Whether it is a token that was not used yet; it is used now.
    public synchronized boolean spend(@Nullable String token) {
        String found = null;
        for (String known : tokens) {
            if (same(known, token)) {
                found = known;
            }
        }
        return found != null && tokens.remove(found);
    }

    /// What the cookie holds.
    public String session() {
        return session;
    }

    /// What the page sends with requests that change something.
    public String page() {
        return page;
    }

    /// What another start of the program shows to get a token; it stands in a file that only the user can
    /// read.
    public String key() {
        return key;
    }

    /// Compares in a time that does not tell how much is right.
    static boolean same(String known, @Nullable String given) {
        return given != null && MessageDigest.isEqual(known.getBytes(UTF_8), given.getBytes(UTF_8));
    }
}
