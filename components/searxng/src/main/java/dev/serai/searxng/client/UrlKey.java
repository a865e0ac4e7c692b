package dev.serai.searxng.client;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What two addresses of the same page have in common: neither the scheme, the case of the host, a default port, a
 * trailing slash, the place in the page, nor what only tells the site where the reader came from makes another page.
 */
public final class UrlKey {

    private static final int MOST_CHARS = 1_000;
    private static final Pattern WEB =
            Pattern.compile("(?i)(https?)://([^/?#\\\\]*)([^?#]*)(?:\\?([^#]*))?(?:#(.*))?", Pattern.DOTALL);
    private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");
    private static final Pattern PORT = Pattern.compile(":\\d*$");
    private static final Set<String> TRACKING = Set.of(
            "gclid",
            "gclsrc",
            "dclid",
            "gbraid",
            "wbraid",
            "srsltid",
            "fbclid",
            "msclkid",
            "twclid",
            "ttclid",
            "yclid",
            "igshid",
            "igsh",
            "mc_cid",
            "mc_eid",
            "_hsenc",
            "_hsmi",
            "mkt_tok",
            "vero_id",
            "oly_anon_id",
            "oly_enc_id",
            "wickedid",
            "_openstat",
            "ref_src");

    private UrlKey() {}

    /** A result without an address is known by what it says. */
    static String of(SearchResult result) {
        return result.url() == null
                ? "none:" + hash(result.engine() + "\n" + result.title() + "\n" + result.content())
                : of(result.url());
    }

    public static String of(String url) {
        var key = normalised(url.strip());
        return key.length() <= MOST_CHARS ? key : key.substring(0, MOST_CHARS - 70) + "..." + hash(key);
    }

    private static String normalised(String url) {
        var web = WEB.matcher(url);
        if (!web.matches()) {
            return url;
        }
        return "https://" + authority(web.group(1), web.group(2)) + path(web.group(3)) + query(web.group(4))
                + fragment(web.group(5));
    }

    private static String authority(String scheme, String authority) {
        var at = authority.lastIndexOf('@');
        var host = authority.substring(at + 1);
        var port = PORT.matcher(host);
        var number = "";
        if (port.find()) {
            number = port.group();
            host = host.substring(0, port.start());
        }
        if (number.equals(":") || number.equals(scheme.equalsIgnoreCase("https") ? ":443" : ":80")) {
            number = "";
        }
        return authority.substring(0, at + 1) + host(host) + number;
    }

    private static String host(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        try {
            return IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            // no name that exists, but still one that can be compared
            return name;
        }
    }

    private static String path(String path) {
        var same = escapes(path);
        var end = same.length();
        while (end > 0 && same.charAt(end - 1) == '/') {
            end--;
        }
        return same.substring(0, end);
    }

    private static String query(String query) {
        if (query == null) {
            return "";
        }
        var kept = Arrays.stream(query.split("&"))
                .filter(parameter -> !parameter.isEmpty() && !isTracking(parameter))
                .map(UrlKey::escapes)
                .sorted()
                .collect(Collectors.joining("&"));
        return kept.isEmpty() ? "" : "?" + kept;
    }

    private static boolean isTracking(String parameter) {
        var equals = parameter.indexOf('=');
        var name = (equals < 0 ? parameter : parameter.substring(0, equals)).toLowerCase(Locale.ROOT);
        return name.startsWith("utm_") || TRACKING.contains(name);
    }

    /** Single-page applications write their pages there. */
    private static String fragment(String fragment) {
        return fragment != null && (fragment.startsWith("/") || fragment.startsWith("!")) ? "#" + fragment : "";
    }

    /** A letter, a digit, or one of {@code -._~} is the same thing with or without its escape. */
    private static String escapes(String text) {
        return ESCAPE.matcher(text).replaceAll(escape -> {
            var c = (char) Integer.parseInt(escape.group(1), 16);
            var plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._~".indexOf(c) >= 0;
            return plain ? String.valueOf(c) : escape.group().toUpperCase(Locale.ROOT);
        });
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
