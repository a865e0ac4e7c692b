package dev.serai.openai.model;

import dev.serai.openai.GatewayError;
import dev.serai.openai.GatewayException;
import dev.serai.openai.GatewayKind;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatRequest;
import dev.serai.support.chat.ChatStream;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.support.DefaultConsumer;

/** A route that clients can ask. */
public final class RouteModel implements GatewayModel {

    private final GatewayKind kind;
    private final String id;
    private final String title;
    private final String description;
    private final boolean stream;
    private final DefaultConsumer consumer;
    private final long since = System.currentTimeMillis() / 1000;

    public RouteModel(
            GatewayKind kind, String id, String title, String description, boolean stream, DefaultConsumer consumer) {
        this.kind = kind;
        this.id = id;
        this.title = title == null ? id : title;
        this.description = description;
        this.stream = stream;
        this.consumer = consumer;
    }

    @Override
    public GatewayKind kind() {
        return kind;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public long since() {
        return since;
    }

    @Override
    public CompletableFuture<Answered> ask(Question question) {
        var answer = new CompletableFuture<Answered>();
        var exchange = consumer.createExchange(false);
        exchange.setPattern(ExchangePattern.InOut);
        try {
            // Before the route, so that what it gives back can be read until it is done with.
            consumer.createUoW(exchange);
            var message = exchange.getMessage();
            message.setBody(question.body());
            message.getHeaders().putAll(question.headers());
            if (stream && question.body() instanceof ChatRequest request && request.format() == null) {
                message.setHeader(ChatRequest.STREAM, true);
            }
            consumer.getAsyncProcessor().process(exchange, synchronous -> done(exchange, answer));
        } catch (Exception e) {
            exchange.setException(e);
            done(exchange, answer);
        }
        return answer;
    }

    private void done(Exchange exchange, CompletableFuture<Answered> answer) {
        try {
            if (exchange.getException() != null) {
                answer.completeExceptionally(exchange.getException());
            } else {
                answer.complete(new Answered(body(exchange), null));
            }
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        } finally {
            consumer.doneUoW(exchange);
            consumer.releaseExchange(exchange, false);
        }
    }

    private Object body(Exchange exchange) {
        var body = exchange.getMessage().getBody();
        if (kind == GatewayKind.EMBEDDING || body instanceof ChatReply || body instanceof ChatStream) {
            return body;
        }
        if (body instanceof ChatRequest) {
            throw new GatewayException(GatewayError.BAD_ANSWER, "the route of '" + id + "' ends with the question");
        }
        var text = exchange.getMessage().getBody(String.class);
        return text == null ? "" : text;
    }
}
