package dev.serai.offline.supabase.auth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.http.Json;
import dev.serai.offline.supabase.Backend;
import dev.serai.offline.supabase.Call;
import dev.serai.offline.supabase.Service;
import dev.serai.offline.supabase.SqlWork;
import dev.serai.offline.supabase.TokenProblem;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Users by email and password, by mailed codes, and without a name. */
public final class AuthService implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(AuthService.class);
    private static final String VERSION_HEADER = "x-supabase-api-version";
    private static final String VERSION = "2024-01-01";
    private static final Set<String> OPEN = Set.of("/verify", "/health", "/.well-known/jwks.json");

    private final Backend backend;
    private final Mailbox mailbox = new Mailbox();
    private final AuthRoutes routes;
    private volatile boolean anonymous = true;

    public AuthService(Backend backend) {
        this.backend = backend;
        routes = new AuthRoutes(backend, this);
    }

    /** The mails that were written; none is sent. */
    public Mailbox mailbox() {
        return mailbox;
    }

    /** Whether users without a name may sign in; they may until a test says otherwise. */
    public void anonymousSignIns(boolean allowed) {
        anonymous = allowed;
    }

    boolean anonymousSignIns() {
        return anonymous;
    }

    @Override
    public String prefix() {
        return "/auth/v1";
    }

    @Override
    public boolean needsKey(String path) {
        return !OPEN.contains(path);
    }

    @Override
    public void handle(Call call) {
        begin(new Request(call, null));
    }

    @Override
    public void refuse(Call call, TokenProblem problem) {
        begin(new Request(call, problem));
    }

    @Override
    public void forget() {
        mailbox.clear();
        anonymous = true;
    }

    /** Does work in a transaction and goes on with its result on the event loop. */
    <T> void work(Request request, SqlWork<T> work, Consumer<T> next) {
        backend.database()
                .work(work)
                .whenComplete((result, failure) -> request.call().exchange().onEventLoop(() -> {
                    if (failure == null) {
                        guard(request, () -> next.accept(result));
                    } else {
                        fail(request, failure);
                    }
                }));
    }

    void reply(Request request, JsonNode body) {
        request.call().exchange().send(200, "application/json", Json.write(body));
    }

    /** Answers with a session and the headers that name it. */
    void reply(Request request, Sessions.Issued issued) {
        request.call()
                .exchange()
                .setHeader("sb-auth-user-id", issued.user().id())
                .setHeader("sb-auth-session-id", issued.session());
        reply(request, issued.json());
    }

    private void begin(Request request) {
        guard(request, () -> routes.handle(request));
    }

    private void guard(Request request, Runnable action) {
        try {
            action.run();
        } catch (AuthError e) {
            send(request, e);
        }
    }

    private void fail(Request request, Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthError error) {
                send(request, error);
                return;
            }
            var state = cause instanceof SQLException sql ? String.valueOf(sql.getSQLState()) : "";
            if (state.startsWith("22")) {
                send(request, AuthError.invalid("the database refuses a value"));
                return;
            }
            if (state.equals("23505")) {
                // Two requests for one address at the same time.
                send(request, AuthError.emailExists());
                return;
            }
        }
        LOG.warn("the auth service failed", failure);
        send(request, new AuthError(500, "unexpected_failure", "Unexpected failure, please check server logs"));
    }

    private static void send(Request request, AuthError error) {
        var asked = request.call().header(VERSION_HEADER);
        var versionOf2024 = asked != null && asked.compareTo(VERSION) >= 0;
        var exchange = request.call().exchange().setHeader("x-sb-error-code", error.code());
        if (versionOf2024) {
            // Clients tell the shapes apart by it.
            exchange.setHeader(VERSION_HEADER, VERSION);
        }
        exchange.send(error.status(), "application/json", Json.write(error.body(versionOf2024)));
    }
}
