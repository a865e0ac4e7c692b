package dev.serai.offline.supabase;

import io.vertx.core.http.ServerWebSocket;

/** One of the services behind the stand-in's gateway. All methods run on the event loop, and none may block. */
public interface Service extends AutoCloseable {
    /** Where the service begins, such as {@code /rest/v1}. */
    String prefix();

    void handle(Call call);

    /** Answers a call whose {@code Authorization} is a token that doesn't hold; its claims are those of the API key. */
    default void refuse(Call call, TokenProblem problem) {
        call.exchange()
                .setHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"")
                .send(401, "application/json", problem.toJson());
    }

    /** True where the gateway asks for an API key before it passes a call on. */
    default boolean needsKey(String path) {
        return true;
    }

    /** True for requests whose body isn't read into memory before they are handled; the path is the one below the prefix. */
    default boolean streams(String method, String path) {
        return false;
    }

    default void connect(ServerWebSocket socket, Claims claims) {
        socket.reject(404);
    }

    /** Forgets what one test left for the next: faults, mails, counters. Tables stay. */
    default void forget() {}

    @Override
    default void close() {}
}
