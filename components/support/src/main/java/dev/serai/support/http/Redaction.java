package dev.serai.support.http;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Takes secrets out of what may be logged or shown. Where a name is doubtful, its value is masked. */
public final class Redaction {

    public static final String MASK = "***";

    private static final List<String> SECRET_PARTS =
            List.of("key", "token", "secret", "passw", "pwd", "signature", "credential", "auth", "session", "jwt");
    private static final Set<String> SECRET_WORDS = Set.of("sig", "code", "sas", "otp", "pin", "pass");
    private static final Set<String> SECRET_HEADERS = Set.of("cookie", "set-cookie", "set-cookie2");
    private static final Pattern WORD_BREAK = Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])");

    private static final Pattern LOGIN = Pattern.compile("//[^,]*@");
    /** Shorter values of headers whose names are harmless are words, and masking these makes messages unreadable. */
    private static final int SHORTEST_SECRET = 6;

    private Redaction() {}

    /** The URI with its user info, and the values of secret-like names in query and fragment, masked. */
    public static URI uri(URI uri) {
        if (uri == null) {
            return null;
        }
        var text = uri.toString();
        var masked = text(text);
        return masked.equals(text) ? uri : URI.create(masked);
    }

    private static String text(String uri) {
        var hash = uri.indexOf('#');
        var beforeHash = hash < 0 ? uri : uri.substring(0, hash);
        var question = beforeHash.indexOf('?');
        var start = question < 0 ? beforeHash : beforeHash.substring(0, question);
        var masked = new StringBuilder(userInfo(start));
        if (question >= 0) {
            masked.append('?').append(parameters(beforeHash.substring(question + 1)));
        }
        if (hash >= 0) {
            masked.append('#').append(parameters(uri.substring(hash + 1)));
        }
        return masked.toString();
    }

    private static String userInfo(String start) {
        var authority = start.indexOf("//");
        if (authority < 0) {
            return start;
        }
        var from = authority + 2;
        var slash = start.indexOf('/', from);
        var at = start.lastIndexOf('@', slash < 0 ? start.length() : slash);
        return at < from ? start : start.substring(0, from) + MASK + start.substring(at);
    }

    private static String parameters(String query) {
        var masked = new StringBuilder(query.length());
        var from = 0;
        while (from <= query.length()) {
            var to = from;
            while (to < query.length() && query.charAt(to) != '&' && query.charAt(to) != ';') {
                to++;
            }
            var parameter = query.substring(from, to);
            var equal = parameter.indexOf('=');
            masked.append(
                    equal >= 0 && isSecretName(parameter.substring(0, equal))
                            ? parameter.substring(0, equal + 1) + MASK
                            : parameter);
            if (to < query.length()) {
                masked.append(query.charAt(to));
            }
            from = to + 1;
        }
        return masked.toString();
    }

    /** The text with each of the secrets masked, also where it stands in its URL-encoded form. */
    public static String text(String text, Collection<String> secrets) {
        if (text == null || secrets == null) {
            return text;
        }
        var masked = text;
        // the longest first, so that a secret that starts with another one leaves no rest behind
        for (var secret : secrets.stream()
                .filter(s -> s != null && !s.isBlank())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList()) {
            masked = masked.replace(secret, MASK).replace(URLEncoder.encode(secret, StandardCharsets.UTF_8), MASK);
        }
        return masked;
    }

    /** Whether a parameter, option or header of this name is likely to hold a secret. */
    public static boolean isSecretName(String name) {
        var plain = decoded(name);
        var lower = plain.toLowerCase(Locale.ROOT);
        if (SECRET_PARTS.stream().anyMatch(lower::contains)) {
            return true;
        }
        for (var word : WORD_BREAK.split(plain)) {
            if (SECRET_WORDS.contains(word.toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    /** Addresses, perhaps several with commas between them, without their logins. They need not be valid. */
    public static String logins(String addresses) {
        return addresses == null ? null : LOGIN.matcher(addresses).replaceAll("//***@");
    }

    /** What headers hold that no message may: long values, those of secret-like names, and what follows a scheme. */
    public static List<String> secrets(Map<String, String> headers) {
        var secrets = new ArrayList<String>();
        headers.forEach((name, value) -> {
            if (value.length() >= SHORTEST_SECRET || isSecretName(name)) {
                secrets.add(value);
                int space = value.indexOf(' ');
                if (space > 0 && value.length() - space > SHORTEST_SECRET) {
                    secrets.add(value.substring(space + 1));
                }
            }
        });
        return secrets;
    }

    /** The headers with the values of the sensitive ones masked. */
    public static Map<String, String> headers(Map<String, ?> headers) {
        var masked = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> masked.put(name, isSecretHeader(name) ? MASK : String.valueOf(value)));
        return masked;
    }

    private static boolean isSecretHeader(String name) {
        return SECRET_HEADERS.contains(name.toLowerCase(Locale.ROOT)) || isSecretName(name);
    }
}
