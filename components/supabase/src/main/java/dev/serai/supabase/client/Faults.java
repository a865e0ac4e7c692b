package dev.serai.supabase.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.serai.support.error.Failures;
import dev.serai.support.http.HttpFault;
import dev.serai.support.http.HttpReply;
import dev.serai.support.http.Redaction;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.CancellationException;

/**
 * Says what went wrong in one exchange, in words with a remedy.
 *
 * @param secrets what must not appear in a message, even when a server repeats it
 * @param reads whether the request does no harm twice
 */
public record Faults(URI server, Collection<String> secrets, boolean reads) {

    /** What a server says is shown up to here: it may be a whole web page. */
    private static final int SHOWN = 500;

    private String where() {
        return Redaction.uri(server).toString();
    }

    /** What a failed exchange is reported as. */
    public SupabaseException of(Throwable cause) {
        var root = Failures.unwrap(cause);
        if (root instanceof SupabaseException known) {
            return known;
        }
        if (root instanceof HttpFault fault) {
            return transport(fault);
        }
        if (root instanceof CancellationException) {
            return failed(
                    SupabaseError.CANCELLED, "the request to " + where() + " was cancelled", new MaskedCause(root));
        }
        return failed(
                SupabaseError.BROKE,
                "the exchange with " + where() + " failed with a "
                        + root.getClass().getSimpleName(),
                new MaskedCause(root));
    }

    private SupabaseException transport(HttpFault fault) {
        var error = switch (fault.kind()) {
            case REFUSED -> SupabaseError.REFUSED;
            case UNKNOWN_HOST -> SupabaseError.UNKNOWN_HOST;
            case CONNECT_TIMEOUT -> SupabaseError.CONNECT_TIMEOUT;
            case FIRST_BYTE_TIMEOUT -> SupabaseError.NO_ANSWER;
            case IDLE_TIMEOUT -> SupabaseError.STALLED;
            case TOTAL_TIMEOUT -> SupabaseError.TOOK_TOO_LONG;
            case TOO_LARGE -> SupabaseError.TOO_LARGE;
            case EGRESS -> SupabaseError.EGRESS;
            case CANCELLED -> SupabaseError.CANCELLED;
            case CUT -> SupabaseError.BROKE;
            case PROTOCOL -> SupabaseError.NOT_SUPABASE;
        };
        return failed(error, fault.about(where()), fault);
    }

    private SupabaseException failed(SupabaseError error, String fact, Throwable cause) {
        var nothingSent = cause instanceof HttpFault fault && fault.nothingSent();
        var again = error.retryableRead() && (reads || nothingSent || error.retryable());
        var silent = new ServiceFault(error, 0, null, null);
        return new SupabaseException(silent, masked(fact), error.remedy(), again, cause);
    }

    /** What a response with an error status means. */
    public SupabaseException status(HttpReply reply, ErrorReader errors) {
        var body = json(reply);
        var known = errors.read(reply, body);
        return spoken(known == null ? general(reply, body) : known);
    }

    /** The gateway's own refusals, and what a service does not explain. */
    private static ServiceFault general(HttpReply reply, JsonNode body) {
        var status = reply.status();
        var error = switch (status) {
            case 401, 403 -> SupabaseError.KEY_REFUSED;
            case 404, 405 -> SupabaseError.NOT_SUPABASE;
            case 408, 429, 503 -> SupabaseError.BUSY;
            case 501 -> SupabaseError.NOT_DONE;
            default ->
                status >= 500
                        ? SupabaseError.SERVER_FAILED
                        : status < 400 ? SupabaseError.NOT_SUPABASE : SupabaseError.REJECTED;
        };
        if (!body.isObject()) {
            return new ServiceFault(error, status, null, said(reply));
        }
        return new ServiceFault(
                error, status, text(body, "code"), message(body), text(body, "details"), text(body, "hint"), null);
    }

    /** The words of a reply that is no JSON object; a web page has none that help. */
    public static String said(HttpReply reply) {
        if (reply.status() >= 300 && reply.status() < 400) {
            return "it points to another address, which is not followed";
        }
        var text = reply.text().strip();
        var type = reply.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        return text.startsWith("<") || type.contains("html") ? "a web page" : text;
    }

    private SupabaseException spoken(ServiceFault fault) {
        var fact = new StringBuilder(where())
                .append(" answers ")
                .append(fault.status())
                .append(fault.code() == null ? "" : " " + shown(fault.code()))
                .append(": ")
                .append(fault.message() == null || fault.message().isBlank() ? "no reason" : shown(fault.message()));
        if (fault.details() != null && !fault.rowInDetails()) {
            fact.append(" (").append(shown(fault.details())).append(')');
        }
        var remedy = fault.remedy() == null ? fault.error().remedy() : masked(fault.remedy());
        if (fault.hint() != null && !fault.hint().isBlank()) {
            var hint = shown(fault.hint());
            remedy = hint + (hint.endsWith(".") ? " " : ". ") + remedy;
        }
        var masked = new ServiceFault(
                fault.error(),
                fault.status(),
                shown(fault.code()),
                shown(fault.message()),
                shown(fault.details()),
                shown(fault.hint()),
                remedy);
        return new SupabaseException(masked, fact.toString(), remedy, again(fault), null);
    }

    private boolean again(ServiceFault fault) {
        // Too many requests is said before anything is done.
        return fault.error().retryable()
                || fault.error() == SupabaseError.BUSY && fault.status() == 429
                || reads && fault.error() instanceof SupabaseCode code && code.retryableRead();
    }

    private String masked(String text) {
        return Redaction.text(text, secrets);
    }

    private String shown(String said) {
        if (said == null) {
            return null;
        }
        var masked = masked(said);
        return masked.length() <= SHOWN ? masked : masked.substring(0, SHOWN) + "...";
    }

    /** The words of an error object, whatever its service calls them. */
    static String message(JsonNode body) {
        for (var name : new String[] {"message", "msg", "error_description", "error"}) {
            var text = text(body, name);
            if (text != null) {
                return text;
            }
        }
        return body.toString();
    }

    /** A field as text; null where it is absent or null. */
    public static String text(JsonNode body, String name) {
        var value = body.path(name);
        return value.isValueNode() && !value.isNull() ? value.asText() : null;
    }

    private static JsonNode json(HttpReply reply) {
        try {
            return reply.body().length == 0 ? MissingNode.getInstance() : Json.read(reply.body());
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
