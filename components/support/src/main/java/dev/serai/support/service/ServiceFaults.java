package dev.serai.support.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.serai.support.error.ErrorCode;
import dev.serai.support.error.Failures;
import dev.serai.support.http.HttpFault;
import dev.serai.support.http.HttpReply;
import dev.serai.support.http.Redaction;
import dev.serai.support.http.SocketRefused;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * Says what went wrong in one exchange with a service, in words with a remedy.
 *
 * @param <E> what the component throws
 */
public abstract class ServiceFaults<E extends ServiceException> {

    /** What a server says is shown up to here: it may be a whole web page. */
    private static final int SHOWN = 500;

    private final Class<E> type;
    private final URI server;
    private final Collection<String> secrets;
    private final boolean reads;

    /**
     * @param server as messages name it
     * @param secrets what must not appear in a message, even when a server repeats it
     * @param reads whether the request does no harm twice
     */
    protected ServiceFaults(Class<E> type, URI server, Collection<String> secrets, boolean reads) {
        this.type = type;
        this.server = server;
        this.secrets = new ArrayList<>(secrets);
        this.reads = reads;
    }

    /** What the component calls a failure of the connection. */
    protected abstract ErrorCode transport(HttpFault.Kind kind);

    /** What an error status means that the service itself does not explain. */
    protected abstract ServiceFault general(HttpReply reply, JsonNode body);

    /** The component's exception; the fact and the fault hold no secret any more. */
    protected abstract E exception(ServiceFault fault, String fact, boolean retryable, Throwable cause);

    /** Whether an error was told before anything was done, as it is with too many requests. */
    protected boolean isToldInTime(ServiceFault fault) {
        return fault.status() == 429;
    }

    private String where() {
        return Redaction.uri(server).toString();
    }

    /** What a failed exchange is reported as. */
    public final E of(Throwable cause) {
        var root = Failures.unwrap(cause);
        if (type.isInstance(root)) {
            return type.cast(root);
        }
        if (root instanceof HttpFault fault) {
            return failed(transport(fault.kind()), fault.about(where()), fault);
        }
        if (root instanceof SocketRefused refused) {
            var reply = new HttpReply(refused.status(), Map.of(), new byte[0]);
            return told(general(reply, MissingNode.getInstance()));
        }
        return root instanceof CancellationException
                ? failed(
                        transport(HttpFault.Kind.CANCELLED),
                        "the request to " + where() + " was cancelled",
                        Failures.masked(root))
                : failed(
                        transport(HttpFault.Kind.CUT),
                        "the exchange with " + where() + " failed with a "
                                + root.getClass().getSimpleName(),
                        Failures.masked(root));
    }

    private E failed(ErrorCode error, String fact, Throwable cause) {
        var nothingSent = cause instanceof HttpFault fault && fault.nothingSent();
        var again = error.retryableRead() && (reads || nothingSent || error.retryable());
        return exception(new ServiceFault(error, 0, null, null), masked(fact), again, cause);
    }

    /** What a response with an error status means. */
    public final E status(HttpReply reply, ErrorReader errors) {
        var body = Replies.json(reply);
        var known = errors.read(reply, body);
        return told(known == null ? general(reply, body) : known);
    }

    /**
     * An answer that is not what was agreed on.
     *
     * @param fact what follows on the name of the server, such as "is no JSON"
     */
    public final E unreadable(ErrorCode error, String fact) {
        return failed(error, "the answer of " + where() + " " + fact, null);
    }

    /** An error in the words of the service. */
    public final E told(ServiceFault fault) {
        var fact = new StringBuilder(where())
                .append(" answers ")
                .append(fault.status())
                .append(fault.code() == null ? "" : " " + shown(fault.code()))
                .append(": ")
                .append(fault.message() == null || fault.message().isBlank() ? "no reason" : shown(fault.message()));
        if (fault.details() != null && !fault.rowInDetails()) {
            fact.append(" (").append(shown(fault.details())).append(')');
        }
        var masked = new ServiceFault(
                fault.error(),
                fault.status(),
                shown(fault.code()),
                shown(fault.message()),
                shown(fault.details()),
                shown(fault.hint()),
                remedy(fault));
        return exception(masked, fact.toString(), again(fault), null);
    }

    private String remedy(ServiceFault fault) {
        var remedy = fault.remedy() == null ? fault.error().remedy() : masked(fault.remedy());
        if (fault.hint() == null || fault.hint().isBlank()) {
            return remedy;
        }
        var hint = shown(fault.hint());
        return hint + (hint.endsWith(".") ? " " : ". ") + remedy;
    }

    private boolean again(ServiceFault fault) {
        return fault.error().retryable()
                || isToldInTime(fault)
                || reads && fault.error().retryableRead();
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
}
