package dev.serai.searxng.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.error.Failures;
import dev.serai.support.http.HttpFault;
import dev.serai.support.http.HttpReply;
import dev.serai.support.http.Redaction;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells what went wrong with one request.
 *
 * @param what the request in words, such as "the search"
 * @param format the format that was asked for; null where there is no choice
 * @param question what was searched for; null for other requests
 * @param secrets what a server may repeat and nobody may read
 */
record Faults(URI base, String what, SearchFormat format, String question, List<String> secrets) {

    private static final int MOST_WORDS = 300;
    /** A word of its own; two exclamation marks at the end of one, or alone, send nobody away. */
    private static final Pattern BANG = Pattern.compile("(?:^|\\s)!!\\S");

    private String instance() {
        return Redaction.uri(base).toString();
    }

    SearxngException of(Throwable error) {
        var cause = Failures.unwrap(error);
        if (cause instanceof SearxngException known) {
            return known;
        }
        if (cause instanceof HttpFault fault) {
            return new SearxngException(of(fault), fault.about(instance()), fault);
        }
        return new SearxngException(
                SearxngError.BAD_ANSWER, "the answer of " + instance() + " to " + what + " can't be read", cause);
    }

    private static SearxngError of(HttpFault fault) {
        return switch (fault.kind()) {
            case UNKNOWN_HOST -> SearxngError.UNKNOWN_HOST;
            case REFUSED -> SearxngError.REFUSED;
            case CONNECT_TIMEOUT -> SearxngError.CONNECT_TIMEOUT;
            case FIRST_BYTE_TIMEOUT, IDLE_TIMEOUT, TOTAL_TIMEOUT -> SearxngError.NO_ANSWER;
            case CUT -> SearxngError.BROKE;
            case TOO_LARGE -> SearxngError.TOO_LARGE;
            case EGRESS -> SearxngError.EGRESS;
            case CANCELLED -> SearxngError.CANCELLED;
            case PROTOCOL -> SearxngError.BAD_ANSWER;
        };
    }

    /** The answer as it was before it was packed, if it is one that can be used. */
    HttpReply unpacked(HttpReply reply, long most) {
        HttpReply plain;
        try {
            var encoding = reply.header("content-encoding").orElse(null);
            plain = new HttpReply(reply.status(), reply.headers(), Encodings.unpack(reply.body(), encoding, most));
        } catch (Encodings.TooLargeException e) {
            throw new SearxngException(
                    SearxngError.TOO_LARGE,
                    "the answer of " + instance() + " unpacks to more than the limit of " + most + " bytes");
        } catch (IOException e) {
            throw new SearxngException(
                    SearxngError.BAD_ANSWER,
                    "the answer of " + instance() + " to " + what + " can't be unpacked: " + e.getMessage());
        }
        if (plain.status() != 200) {
            throw status(plain);
        }
        return plain;
    }

    private SearxngException status(HttpReply reply) {
        var status = reply.status();
        if (status >= 300 && status < 400) {
            return redirect(reply.header("location").orElse(""));
        }
        return switch (status) {
            case 400 ->
                new SearxngException(SearxngError.REJECTED, instance() + " rejects " + what + ": " + said(reply));
            case 401, 407 -> refused(SearxngError.UNAUTHORIZED, "wants to know who asks");
            case 403 ->
                format == null
                        ? refused(SearxngError.UNAUTHORIZED, "refuses " + what + " (403)")
                        : new SearxngException(
                                SearxngError.FORMAT_DISABLED,
                                instance() + " refuses " + what + " (403): its format " + format.wireName()
                                        + " is most likely not enabled",
                                "Add " + format.wireName()
                                        + " to search.formats in the instance's settings.yml and restart it.",
                                null);
            case 404, 405 -> refused(SearxngError.NOT_SEARXNG, "does not know " + what + " (" + status + ")");
            case 429 -> limited(said(reply));
            default ->
                status >= 500
                        ? refused(SearxngError.SERVER_FAILED, "failed (" + status + ") at " + what)
                        : refused(SearxngError.NOT_SEARXNG, "answers " + what + " with the status " + status);
        };
    }

    private SearxngException refused(SearxngError error, String fact) {
        return new SearxngException(error, instance() + " " + fact);
    }

    private SearxngException limited(String words) {
        return words.toUpperCase(Locale.ROOT).contains("BLOCKLIST")
                ? new SearxngException(
                        SearxngError.LIMITED,
                        "the limiter of " + instance() + " blocks this address: " + words,
                        "Take this machine's network out of block_ip in the instance's limiter.toml.",
                        null)
                : refused(SearxngError.LIMITED, "takes no more requests from this address (429: " + words + ")");
    }

    private SearxngException redirect(String location) {
        var target = target(location);
        if (question != null && BANG.matcher(question).find() && isElsewhere(target)) {
            return new SearxngException(
                    SearxngError.EXTERNAL_BANG,
                    "the bang in '" + cut(question) + "' leads outside, to " + host(target) + ", and was not followed");
        }
        // An older limiter sends whom it takes for a robot to the home page.
        if (question != null && target != null && plain(target).equals(plain(base))) {
            return limited("sent to the home page");
        }
        return refused(
                SearxngError.REDIRECTED,
                "sends " + what + " on to " + (target == null ? "an unreadable address" : Redaction.uri(target)));
    }

    private URI target(String location) {
        try {
            return base.resolve(location);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String host(URI target) {
        return target == null || target.getHost() == null ? "an unreadable address" : target.getHost();
    }

    private boolean isElsewhere(URI target) {
        return target != null && target.getHost() != null && !target.getHost().equalsIgnoreCase(base.getHost());
    }

    private static String plain(URI uri) {
        var path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return uri.getRawAuthority() + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    }

    JsonNode json(HttpReply reply) {
        refuseHtml(reply);
        try {
            return Json.read(reply.body());
        } catch (IOException e) {
            throw bad("is no JSON");
        }
    }

    /** A server that does not understand what is asked shows a page for people, and calls that a success. */
    void refuseHtml(HttpReply reply) {
        if (!reply.header("content-type").orElse("").toLowerCase(Locale.ROOT).startsWith("text/html")) {
            return;
        }
        var isSearxng = reply.text().contains("<meta name=\"endpoint\"");
        throw isSearxng
                ? new SearxngException(
                        SearxngError.NOT_SEARXNG,
                        instance() + " answers " + what + " with a page for people instead of "
                                + (format == null ? "data" : format.wireName()),
                        "Let nothing between here and SearXNG drop the form or the parameters of a request, or try the other method.",
                        null)
                : refused(SearxngError.NOT_SEARXNG, "answers " + what + " with a web page that is not SearXNG's");
    }

    SearxngException bad(String fact) {
        return new SearxngException(
                SearxngError.BAD_ANSWER, "the answer of " + instance() + " to " + what + " " + fact);
    }

    /** The server's own words, which are bounded, and may repeat what they must not. */
    private String said(HttpReply reply) {
        var text = reply.text();
        if (reply.isJson()) {
            try {
                text = Json.read(reply.body()).path("error").asText(text);
            } catch (IOException e) {
                // the text as it came says enough
            }
        } else if (text.stripLeading().startsWith("<")) {
            text = "a web page";
        }
        return Redaction.text(cut(text.isBlank() ? "without a word" : text), secrets);
    }

    private static String cut(String text) {
        var line = text.replaceAll("[\\s\\p{Cc}]+", " ").strip();
        return line.length() <= MOST_WORDS ? line : line.substring(0, MOST_WORDS) + "...";
    }
}
