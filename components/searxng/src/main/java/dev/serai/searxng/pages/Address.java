package dev.serai.searxng.pages;

import dev.serai.support.http.Redaction;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/** The addresses that pages may have. What is checked here is exactly what is asked for later. */
final class Address {

    private static final int LONGEST = 4096;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Address() {}

    /** The address in its plain form: no fragment, a host of ASCII letters, a path. */
    static URI plain(URI url, Set<Integer> ports) {
        if (url == null) {
            throw new PageException(PageError.ADDRESS, null, "There is no address");
        }
        var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw refused(url, "isn't an http or https address");
        }
        var authority = url.getRawAuthority();
        if (authority == null) {
            throw refused(url, "has no host");
        }
        if (authority.indexOf('@') >= 0) {
            throw refused(url, "has a user name, which often hides where an address leads");
        }
        if (url.toString().length() > LONGEST) {
            throw new PageException(PageError.ADDRESS, null, "The address is longer than " + LONGEST + " characters");
        }
        var plain = build(url, scheme, url.getHost() == null ? ascii(url, authority) : authority);
        if (plain.getHost() == null || plain.getPort() > 0xffff || plain.getPort() == 0) {
            throw refused(url, "has no valid host and port");
        }
        var port = plain.getPort() >= 0 ? plain.getPort() : scheme.equals("https") ? 443 : 80;
        if (!ports.isEmpty() && !ports.contains(port)) {
            throw new PageException(
                    PageError.NOT_ALLOWED,
                    Redaction.uri(url),
                    "The port " + port + " of " + Redaction.uri(url) + " isn't among pagePorts");
        }
        return plain;
    }

    /** Where a redirect leads. Servers write spaces and other scripts into it as they are. */
    static URI resolve(URI from, String location) {
        try {
            return from.resolve(new URI(encoded(location.strip())));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new PageException(
                    PageError.REDIRECT, Redaction.uri(from), Redaction.uri(from) + " redirects to what is no address");
        }
    }

    private static URI build(URI url, String scheme, String authority) {
        var path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        var query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        try {
            return new URI(encoded(scheme + "://" + authority.toLowerCase(Locale.ROOT) + path + query));
        } catch (URISyntaxException e) {
            throw refused(url, "isn't a valid address");
        }
    }

    private static String ascii(URI url, String authority) {
        var colon = authority.lastIndexOf(':');
        try {
            return colon < 0
                    ? IDN.toASCII(authority)
                    : IDN.toASCII(authority.substring(0, colon)) + authority.substring(colon);
        } catch (IllegalArgumentException e) {
            throw refused(url, "has no valid host");
        }
    }

    private static String encoded(String text) {
        var plain = new StringBuilder(text.length());
        var start = text.indexOf("//");
        var afterHost = start < 0 ? 0 : text.indexOf('/', start + 2);
        for (var i = 0; i < text.length(); ) {
            var sign = text.codePointAt(i);
            var inHost = start >= 0 && (afterHost < 0 || i < afterHost);
            if (!inHost && (sign <= ' ' || sign > '~' || "\"<>\\^`{|}".indexOf(sign) >= 0)) {
                for (var octet : Character.toString(sign).getBytes(StandardCharsets.UTF_8)) {
                    plain.append('%').append(HEX.toHexDigits(octet));
                }
            } else {
                plain.appendCodePoint(sign);
            }
            i += Character.charCount(sign);
        }
        return plain.toString();
    }

    private static PageException refused(URI url, String why) {
        var shown = Redaction.uri(url);
        return new PageException(PageError.ADDRESS, shown, "'" + shown + "' " + why);
    }
}
