package dev.serai.offline.supabase.functions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.http.Json;
import dev.serai.offline.http.Query;
import dev.serai.offline.supabase.Call;
import dev.serai.offline.supabase.Claims;

/** A call of a function and the way to answer it. The answering methods may be called by any thread. */
public final class FunctionCall {
    private final Call call;
    private final String path;

    FunctionCall(Call call, String path) {
        this.call = call;
        this.path = path;
    }

    public String method() {
        return call.method();
    }

    /** What follows the function's name: empty, or with a slash at its beginning. */
    public String path() {
        return path;
    }

    public Query query() {
        return call.query();
    }

    /** The first value of a header, or null. */
    public String header(String name) {
        return call.header(name);
    }

    /** Who calls, by the token or else the key. */
    public Claims claims() {
        return call.claims();
    }

    public byte[] body() {
        return call.exchange().body();
    }

    public String text() {
        return call.exchange().bodyText();
    }

    /** The body as JSON; throws {@link java.io.UncheckedIOException} where it is none. */
    public JsonNode json() {
        return call.json();
    }

    /** Sets a header of the answer; before the answer begins. */
    public FunctionCall set(String name, String value) {
        call.exchange().onEventLoop(() -> call.exchange().setHeader(name, value));
        return this;
    }

    public void reply(JsonNode body) {
        reply(200, "application/json", Json.write(body));
    }

    public void reply(int status, String contentType, String body) {
        call.exchange().onEventLoop(() -> call.exchange().send(status, contentType, body));
    }

    public void reply(int status, String contentType, byte[] body) {
        call.exchange().onEventLoop(() -> call.exchange().send(status, contentType, body));
    }

    /** Begins an answer that goes out in parts. */
    public void begin(int status, String contentType) {
        call.exchange().onEventLoop(() -> call.exchange().startStream(status, contentType));
    }

    public void write(String part) {
        call.exchange().onEventLoop(() -> call.exchange().write(part));
    }

    public void end() {
        call.exchange().onEventLoop(() -> call.exchange().endStream());
    }

    /** Breaks the answer off in the middle. */
    public void cut() {
        call.exchange().onEventLoop(() -> call.exchange().cut());
    }
}
