package dev.serai.supabase.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.error.ErrorCode;
import dev.serai.support.http.HttpFault;
import dev.serai.support.http.HttpReply;
import dev.serai.support.service.Replies;
import dev.serai.support.service.ServiceFault;
import dev.serai.support.service.ServiceFaults;
import java.net.URI;
import java.util.Collection;

/** Says what went wrong in one exchange with a Supabase. */
public final class Faults extends ServiceFaults<SupabaseException> {

    /**
     * @param secrets what must not appear in a message, even when a server repeats it
     * @param reads whether the request does no harm twice
     */
    public Faults(URI server, Collection<String> secrets, boolean reads) {
        super(SupabaseException.class, server, secrets, reads);
    }

    @Override
    protected ErrorCode transport(HttpFault.Kind kind) {
        return switch (kind) {
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
    }

    /** The gateway's own refusals, and what a service does not explain. */
    @Override
    protected ServiceFault general(HttpReply reply, JsonNode body) {
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
            return new ServiceFault(error, status, null, Replies.said(reply));
        }
        return new ServiceFault(
                error,
                status,
                Replies.text(body, "code"),
                message(body),
                Replies.text(body, "details"),
                Replies.text(body, "hint"),
                null);
    }

    @Override
    protected SupabaseException exception(ServiceFault fault, String fact, boolean retryable, Throwable cause) {
        return new SupabaseException(fault, fact, retryable, cause);
    }

    @Override
    protected boolean isToldInTime(ServiceFault fault) {
        return fault.error() == SupabaseError.BUSY && super.isToldInTime(fault);
    }

    /** The words of an error object, whatever its service calls them. */
    static String message(JsonNode body) {
        return Replies.message(body, "message", "msg", "error_description", "error");
    }
}
