package dev.serai.openai.http;

import dev.serai.openai.GatewayError;
import dev.serai.openai.GatewayException;
import dev.serai.openai.model.Models;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Answers clients, whatever HTTP server brings them. No thread waits for a model. */
public final class Gateway {

    private final Settings settings;
    private final Keys keys;
    private final Origins origins;
    private final Calls calls;
    private final Executor threads;
    private final Map<Operation, Handler> handlers;

    public Gateway(Settings settings, Models models, Executor threads) {
        this.settings = settings;
        this.threads = threads;
        keys = new Keys(settings.keys());
        origins = new Origins(settings.allowedOrigins());
        calls = new Calls(settings.maxRequests());
        var listing = new ModelHandler(models);
        handlers = Map.of(
                Operation.MODELS, listing,
                Operation.MODEL, listing,
                Operation.CHAT, new ChatHandler(models),
                Operation.EMBEDDINGS, new EmbeddingHandler(models),
                Operation.WEBHOOK, new WebhookHandler(models));
    }

    public int maxRequestSize() {
        return settings.maxRequestSize();
    }

    /** Looks at a request before its body is read. */
    public Admission admit(Head head) {
        Map<String, String> headers = Map.of();
        try {
            headers = origins.headers(head);
            if (head.method().equals("OPTIONS")) {
                return Admission.refused(head, headers, Origins.preflight(head));
            }
            var client = keys.client(head);
            var operation = Operation.of(head.path());
            if (!operation.method().equals(head.method())) {
                var error =
                        new GatewayException(GatewayError.BAD_METHOD, "this address is asked by " + operation.method());
                return Admission.refused(head, headers, Errors.plain(error).with(Map.of("Allow", operation.method())));
            }
            if (operation.isPost()) {
                checkBody(head);
                calls.checkRoom();
            }
            return new Admission(head, operation, client, headers, null);
        } catch (GatewayException e) {
            return Admission.refused(head, headers, Errors.plain(e));
        }
    }

    private void checkBody(Head head) {
        var type = head.header("Content-Type");
        // A page of a stranger may send any other type without asking first.
        if (type == null
                || !type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json")) {
            throw new GatewayException(GatewayError.BAD_TYPE, "the body is not said to be JSON");
        }
        var length = head.header("Content-Length");
        if (length != null && length.matches("\\d{1,18}") && Long.parseLong(length) > settings.maxRequestSize()) {
            throw tooLarge();
        }
    }

    /** The answer while there is no gateway yet. */
    public static Plain notStarted() {
        return Errors.plain(
                new GatewayException(GatewayError.BUSY, "the server is being started", "Try again in a moment.", null));
    }

    /** The answer to a body that has turned out to be larger than allowed. */
    public Plain tooLarge(Admission admission) {
        return Errors.plain(tooLarge()).with(admission.headers());
    }

    /** The answer to a body that could not be read. */
    public Plain unreadable(Admission admission) {
        return Errors.plain(new GatewayException(GatewayError.BAD_REQUEST, "the body could not be read"))
                .with(admission.headers());
    }

    private GatewayException tooLarge() {
        return new GatewayException(
                GatewayError.TOO_LARGE, "a request has at most " + settings.maxRequestSize() + " bytes");
    }

    /** Begins to answer; whoever serves the client tells the call when it leaves. */
    public Call serve(Admission admission, byte[] body, Reply reply) {
        var call = calls.begin(reply, admission.headers());
        if (calls.has(call)) {
            try {
                threads.execute(() -> handle(call, admission, body));
            } catch (RejectedExecutionException e) {
                call.fail(new GatewayException(GatewayError.BUSY, "the server is being stopped"));
            }
        }
        return call;
    }

    private void handle(Call call, Admission admission, byte[] body) {
        try {
            handlers.get(admission.operation()).handle(call, admission, body);
        } catch (RuntimeException e) {
            call.fail(e);
        }
    }

    /** Ends what has waited too long; to be called from time to time. */
    public void expire() {
        calls.expire(settings.timeout());
    }

    public void stop() {
        calls.abandon();
    }
}
