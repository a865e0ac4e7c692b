package dev.serai.supabase.functions;

import dev.serai.supabase.Access;
import dev.serai.supabase.OperationHandler;
import dev.serai.supabase.SupabaseEndpoint;
import dev.serai.supabase.client.Credentials;
import dev.serai.supabase.client.FunctionError;
import dev.serai.supabase.client.FunctionErrors;
import dev.serai.supabase.client.RestClient;
import dev.serai.supabase.client.Segment;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.support.camel.AnswerStream;
import dev.serai.support.http.Encoding;
import dev.serai.support.http.HttpCall;
import dev.serai.support.http.HttpReply;
import dev.serai.support.http.Redaction;
import dev.serai.support.http.ReplyInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Calls an edge function. */
public final class FunctionHandler implements OperationHandler {

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private final Access access;
    private final String method;
    private final String path;
    private final boolean stream;
    private final Executor readers;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    public FunctionHandler(SupabaseEndpoint endpoint, Access access) {
        this.access = access;
        var configuration = endpoint.getConfiguration();
        method = String.valueOf(configuration.getMethod()).toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw Access.bad("method is '" + configuration.getMethod() + "', which is none of " + METHODS);
        }
        stream = configuration.isStream();
        readers = endpoint.getComponent().routeThreads()::alone;
        var options = endpoint.getFunctionOptions();
        var segments = Arrays.stream(endpoint.requiredName().split("/", -1))
                .map(Segment::of)
                .collect(Collectors.joining("/"));
        var region = options.getRegion();
        if (region != null) {
            headers.put("x-region", region);
        }
        path = "/functions/v1/" + segments + (region == null ? "" : "?forceFunctionRegion=" + Encoding.part(region));
        if (options.getFunctionHeaders() != null) {
            options.getFunctionHeaders().forEach((name, value) -> headers.put(name, String.valueOf(value)));
        }
        try {
            access.gateway().call(method, path, headers).build();
        } catch (IllegalArgumentException e) {
            // The port names the header, never its value.
            throw Access.bad("functionHeader: " + e.getMessage());
        }
    }

    @Override
    public CompletionStage<?> handle(Exchange exchange) {
        var who = access.credentials(exchange);
        // A body may be a stream that waits for others, so it is read here and not where a token has come.
        var body = FunctionBody.of(exchange, method);
        return who.thenCompose(credentials -> call(exchange, body, credentials)).whenComplete((done, failure) -> {
            if (failure != null && body != null) {
                body.leave();
            }
        });
    }

    private CompletionStage<?> call(Exchange exchange, FunctionBody body, Credentials credentials) {
        var gateway = access.gateway();
        var request = gateway.call(method, path, credentials.tokenHeaders());
        if (body != null) {
            request.header("Content-Type", body.type()).body(body.content());
        }
        var call = build(request.headers(headers));
        var secrets = new ArrayList<>(credentials.secrets());
        secrets.addAll(Redaction.secrets(headers));
        var message = exchange.getMessage();
        if (!stream) {
            return gateway.send(call, secrets, FunctionErrors.INSTANCE).thenAccept(reply -> answer(message, reply));
        }
        // Not on the thread that has brought the head: the connection gives nothing more until that one returns.
        return gateway.open(call, secrets, FunctionErrors.INSTANCE)
                .thenAcceptAsync(
                        opened -> {
                            var input = new AnswerStream(
                                    new ReplyInputStream(opened, gateway.faults(call, secrets)::of),
                                    -1,
                                    "leave stream=true out where it is to be read twice");
                            type(message, opened.header("content-type").orElse(null));
                            message.setBody(input);
                            input.closeWith(
                                    exchange,
                                    gateway.port().timer(),
                                    gateway.limits().idle());
                        },
                        readers);
    }

    private static HttpCall build(HttpCall.Builder request) {
        try {
            return request.build();
        } catch (IllegalArgumentException e) {
            throw Access.bad(e.getMessage());
        }
    }

    private static void answer(Message message, HttpReply reply) {
        var type = reply.header("content-type").orElse(null);
        type(message, type);
        if (reply.isJson()) {
            try {
                message.setBody(RestClient.value(reply));
            } catch (SupabaseException e) {
                throw new SupabaseException(
                        FunctionError.UNREADABLE, "the function's answer is called JSON and is none");
            }
        } else if (type != null && type.toLowerCase(Locale.ROOT).startsWith("text/")) {
            message.setBody(reply.text());
        } else {
            message.setBody(reply.body());
        }
    }

    private static void type(Message message, String type) {
        if (type == null) {
            message.removeHeader(Exchange.CONTENT_TYPE);
        } else {
            message.setHeader(Exchange.CONTENT_TYPE, type);
        }
    }
}
