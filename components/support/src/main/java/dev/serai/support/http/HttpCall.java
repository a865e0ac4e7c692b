package dev.serai.support.http;

import java.net.URI;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One request, with what it may take and how often it may be tried.
 *
 * @param repeatable whether the request may be sent twice although its method is neither GET nor HEAD
 */
public record HttpCall(
        String method,
        URI uri,
        Map<String, String> headers,
        HttpBody body,
        HttpLimits limits,
        RetryPolicy retry,
        boolean repeatable) {

    private static final String TOKEN_SIGNS = "!#$%&'*+-.^_`|~";
    private static final Set<String> SET_BY_THE_CLIENT = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        Collections.addAll(
                SET_BY_THE_CLIENT, "connection", "content-length", "expect", "host", "upgrade", "transfer-encoding");
    }

    public HttpCall {
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(retry, "retry");
        checkMethod(method);
        checkUri(uri);
        headers = headers instanceof CheckedHeaders ? headers : checkedHeaders(headers);
    }

    public static Builder builder(String method, URI uri) {
        return new Builder(method, uri);
    }

    public static Builder get(URI uri) {
        return builder("GET", uri);
    }

    public static Builder post(URI uri, HttpBody body) {
        return builder("POST", uri).body(body);
    }

    /** The same call with another body. */
    public HttpCall with(HttpBody other) {
        return new HttpCall(method, uri, headers, other, limits, retry, repeatable);
    }

    /** Whether sending the request twice does no harm, and its body can be sent twice. */
    boolean mayRepeat() {
        return (repeatable || method.equals("GET") || method.equals("HEAD")) && body.replayable();
    }

    private static void checkMethod(String method) {
        // a line break in here would start a second request on the connection
        if (!isToken(method) || method.equals("CONNECT")) {
            throw new IllegalArgumentException("not an HTTP method that can be sent");
        }
    }

    private static boolean isToken(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            var plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!plain && TOKEN_SIGNS.indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean hasControl(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7f) {
                return true;
            }
        }
        return false;
    }

    private static void checkUri(URI uri) {
        if (!"http".equalsIgnoreCase(uri.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())) {
            throw new IllegalArgumentException("not an http or https URI: " + Redaction.uri(uri));
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("no valid host name in " + Redaction.uri(uri)
                    + " (letters, digits, '-' and '.'; no '_', and other scripts in their xn-- form)");
        }
    }

    private static Map<String, String> checkedHeaders(Map<String, String> headers) {
        var checked = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> {
            if (!isToken(name)) {
                throw new IllegalArgumentException("not an HTTP header name");
            }
            if (SET_BY_THE_CLIENT.contains(name)) {
                throw new IllegalArgumentException("the header '" + name + "' is set by the HTTP client");
            }
            // the value stays out of the message, since it may be a secret
            if (value == null || hasControl(value)) {
                throw new IllegalArgumentException(
                        "the value of the header '" + name + "' is missing or has a control character");
            }
            if (checked.put(name, value) != null) {
                throw new IllegalArgumentException("the header '" + name + "' is given twice");
            }
        });
        return new CheckedHeaders(Collections.unmodifiableMap(checked));
    }

    /** Headers that need no second look when a call is made from another one. */
    private static final class CheckedHeaders extends AbstractMap<String, String> {
        private final Map<String, String> checked;

        CheckedHeaders(Map<String, String> checked) {
            this.checked = checked;
        }

        @Override
        public String get(Object name) {
            return checked.get(name);
        }

        @Override
        public boolean containsKey(Object name) {
            return checked.containsKey(name);
        }

        @Override
        public Set<Entry<String, String>> entrySet() {
            return checked.entrySet();
        }
    }

    /** What may be shown: never the body, and no secret of the URI or the headers. */
    @Override
    public String toString() {
        return "HttpCall[" + method + " " + Redaction.uri(uri) + ", " + Redaction.headers(headers) + ", " + body + "]";
    }

    public static final class Builder {
        private final String method;
        private final URI uri;
        private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private HttpBody body = HttpBody.none();
        private HttpLimits limits = HttpLimits.DEFAULTS;
        private RetryPolicy retry = RetryPolicy.NONE;
        private boolean repeatable;

        private Builder(String method, URI uri) {
            this.method = method;
            this.uri = uri;
        }

        public Builder header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        public Builder headers(Map<String, String> more) {
            headers.putAll(more);
            return this;
        }

        public Builder body(HttpBody value) {
            body = value;
            return this;
        }

        /** A JSON body, with its content type. */
        public Builder json(byte[] value) {
            return header("Content-Type", "application/json").body(HttpBody.bytes(value));
        }

        public Builder limits(HttpLimits value) {
            limits = value;
            return this;
        }

        public Builder retry(RetryPolicy value) {
            retry = value;
            return this;
        }

        public Builder repeatable(boolean value) {
            repeatable = value;
            return this;
        }

        public HttpCall build() {
            return new HttpCall(method, uri, headers, body, limits, retry, repeatable);
        }
    }
}
