package dev.serai.support.http;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A whole response, of whatever status.
 *
 * @param headers the values by header name
 * @param body    the bytes as they came; empty if there were none
 */
public record HttpReply(int status, Map<String, List<String>> headers, byte[] body) {

    /** The first value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return header(headers, name);
    }

    static Optional<String> header(Map<String, List<String>> headers, String name) {
        var values = headers.get(name);
        if (values == null) {
            values = headers.entrySet().stream()
                    .filter(h -> h.getKey().equalsIgnoreCase(name))
                    .findFirst()
                    .map(Map.Entry::getValue)
                    .orElse(List.of());
        }
        return values.stream().findFirst();
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Whether the content type is JSON or of a {@code +json} kind. */
    public boolean isJson() {
        var type = header("content-type").orElse("").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.equals("application/json") || type.equals("text/json") || type.endsWith("+json");
    }

    /** The body in the charset of its content type, or in UTF-8 if that names none or one that doesn't exist. */
    public String text() {
        return new String(body, charset());
    }

    private Charset charset() {
        for (var parameter : header("content-type").orElse("").split(";")) {
            var pair = parameter.split("=", 2);
            if (pair.length == 2 && pair[0].strip().equalsIgnoreCase("charset")) {
                try {
                    return Charset.forName(pair[1].strip().replace("\"", ""));
                } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                    return StandardCharsets.UTF_8;
                }
            }
        }
        return StandardCharsets.UTF_8;
    }

    @Override
    public String toString() {
        return "HttpReply[" + status + ", " + Redaction.headers(headers) + ", " + body.length + " bytes]";
    }
}
