package dev.serai.offline.supabase;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.StandIn;
import dev.serai.offline.http.Hooks;
import dev.serai.offline.http.Json;
import dev.serai.offline.http.LoopbackServer;
import dev.serai.offline.http.RequestLog;
import dev.serai.offline.supabase.auth.AuthService;
import dev.serai.offline.supabase.functions.FunctionsService;
import dev.serai.offline.supabase.realtime.RealtimeService;
import dev.serai.offline.supabase.rest.RestService;
import dev.serai.offline.supabase.storage.StorageService;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

/**
 * A server on loopback that speaks the protocols of Supabase over a real PostgreSQL. What it can't do is answered with
 * 501 and the name of the thing.
 */
public final class SupabaseStandIn implements StandIn {
    private static final int MOST_BODY_BYTES = 32 << 20;

    private final Database database;
    private final Tokens tokens;
    private final Path directory;
    private final List<Service> services = new ArrayList<>();
    private final AuthService auth;
    private final StorageService storage;
    private final FunctionsService functions;
    private final RealtimeService realtime;
    private final LoopbackServer server;

    SupabaseStandIn(SupabaseSettings settings) {
        tokens = new Tokens(settings);
        database = Database.create(settings);
        directory = Scratch.newFolder();
        try {
            var backend = new Backend(database, tokens, directory, () -> URI.create(baseUrl()), settings);
            services.add(new RestService(backend));
            services.add(auth = new AuthService(backend));
            services.add(storage = new StorageService(backend));
            services.add(functions = new FunctionsService());
            services.add(realtime = new RealtimeService(backend));
            var gateway = new Gateway(services, tokens);
            server = LoopbackServer.start(
                    settings.host(),
                    settings.port(),
                    new RequestLog(settings.keptRequests()),
                    gateway::handle,
                    Gateway::failed,
                    new Hooks(gateway::streams, gateway::connect, MOST_BODY_BYTES));
        } catch (RuntimeException e) {
            release();
            throw e;
        }
    }

    /** Starts a server on a free port of 127.0.0.1 with an empty database. */
    public static SupabaseStandIn start() {
        return builder().start();
    }

    public static SupabaseStandInBuilder builder() {
        return new SupabaseStandInBuilder();
    }

    /** The project's URL, without a slash at the end. */
    @Override
    public String baseUrl() {
        return "http://" + server.host() + ":" + server.port();
    }

    public String anonKey() {
        return tokens.anonKey();
    }

    public String serviceKey() {
        return tokens.serviceKey();
    }

    /** Signs and reads tokens, for tests that need a special one. */
    public Tokens tokens() {
        return tokens;
    }

    public Database database() {
        return database;
    }

    public AuthService auth() {
        return auth;
    }

    public StorageService storage() {
        return storage;
    }

    public FunctionsService functions() {
        return functions;
    }

    /** The channels, and what tests can do to them. */
    public RealtimeService realtime() {
        return realtime;
    }

    /** What the server received. */
    @Override
    public RequestLog requests() {
        return server.requests();
    }

    /** Runs statements as the owner; new tables are granted to the API's roles, as they are on the real servers. */
    public void sql(String script) {
        wait(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.execute(script);
            }
        });
    }

    /** The rows of a query that runs as the owner, as a list of objects. */
    public JsonNode rows(String query) {
        return wait(connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(
                            "select coalesce(json_agg(row_to_json(q)), '[]')::text from (" + query + ") q")) {
                rows.next();
                return Json.parse(rows.getString(1));
            }
        });
    }

    /** Hangs up on open exchanges and forgets requests and what tests told the services; the database stays as it is. */
    @Override
    public void reset() {
        server.hangUp();
        services.forEach(Service::forget);
        server.requests().clear();
    }

    @Override
    public void close() {
        services.forEach(Service::close);
        server.close();
        database.close();
        Scratch.delete(directory);
    }

    /** Leaves nothing behind where the start failed, such as on a port that is taken. */
    private void release() {
        services.forEach(Service::close);
        database.close();
        Scratch.delete(directory);
    }

    private <T> T wait(SqlWork<T> work) {
        try {
            return database.work(work).join();
        } catch (CompletionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        }
    }
}
