package dev.serai.daytona.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.error.ErrorCode;
import dev.serai.support.http.HttpFault;
import dev.serai.support.http.HttpReply;
import dev.serai.support.service.ErrorReader;
import dev.serai.support.service.Replies;
import dev.serai.support.service.ServiceFault;
import dev.serai.support.service.ServiceFaults;
import java.net.URI;
import java.util.Collection;
import java.util.Map;

/** Says what went wrong in one exchange with the service or with a sandbox. */
public final class Faults extends ServiceFaults<DaytonaException> {

    /**
     * @param server what was asked, up to its path
     * @param secrets what must not appear in a message, even when a server repeats it
     * @param reads whether the request does no harm twice
     */
    public Faults(URI server, Collection<String> secrets, boolean reads) {
        super(DaytonaException.class, server, secrets, reads);
    }

    @Override
    protected ErrorCode transport(HttpFault.Kind kind) {
        return switch (kind) {
            case REFUSED -> DaytonaError.REFUSED;
            case UNKNOWN_HOST -> DaytonaError.UNKNOWN_HOST;
            case CONNECT_TIMEOUT -> DaytonaError.CONNECT_TIMEOUT;
            case FIRST_BYTE_TIMEOUT -> DaytonaError.NO_ANSWER;
            case IDLE_TIMEOUT -> DaytonaError.STALLED;
            case TOTAL_TIMEOUT -> DaytonaError.TOOK_TOO_LONG;
            case TOO_LARGE -> DaytonaError.TOO_LARGE;
            case EGRESS -> DaytonaError.EGRESS;
            case CANCELLED -> DaytonaError.CANCELLED;
            case CUT -> DaytonaError.BROKE;
            case PROTOCOL -> DaytonaError.NOT_DAYTONA;
        };
    }

    @Override
    protected ServiceFault general(HttpReply reply, JsonNode body) {
        return Family.OTHER.read(reply, body);
    }

    @Override
    protected DaytonaException exception(ServiceFault fault, String fact, boolean retryable, Throwable cause) {
        return new DaytonaException(fault, fact, retryable, cause);
    }

    /** A WebSocket that the server does not open. */
    public DaytonaException refused(int status, ErrorReader family) {
        return status(new HttpReply(status, Map.of(), new byte[0]), family);
    }

    /** An answer that is not what was agreed on. */
    public DaytonaException unreadable(String fact) {
        return unreadable(DaytonaError.NOT_DAYTONA, fact);
    }

    /** An error whose words came inside of an answer. */
    public DaytonaException told(ErrorCode error, int status, String code, String message) {
        return told(new ServiceFault(error, status, code, message));
    }

    /** The words of an error object, whatever it calls them. */
    static String message(JsonNode body) {
        return Replies.message(body, "message", "error", "details");
    }
}
