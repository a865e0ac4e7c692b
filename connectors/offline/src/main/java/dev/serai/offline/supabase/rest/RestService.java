package dev.serai.offline.supabase.rest;

import dev.serai.offline.http.Json;
import dev.serai.offline.supabase.Backend;
import dev.serai.offline.supabase.Call;
import dev.serai.offline.supabase.Database;
import dev.serai.offline.supabase.Service;
import dev.serai.offline.supabase.SupabaseSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;

/** {@code /rest/v1}. */
public final class RestService implements Service {
    private static final String JSON = "application/json; charset=utf-8";

    private final Database database;
    private final SupabaseSettings settings;
    private final CatalogueReader catalogue;

    public RestService(Backend backend) {
        database = backend.database();
        settings = backend.settings();
        catalogue = new CatalogueReader(settings.schemas());
    }

    @Override
    public String prefix() {
        return "/rest/v1";
    }

    @Override
    public void handle(Call call) {
        if (call.method().equals("OPTIONS")) {
            call.exchange()
                    .setHeader("Allow", "OPTIONS,GET,HEAD,POST,PATCH,DELETE")
                    .sendEmpty(200);
            return;
        }
        RestRequest request;
        try {
            request = RestRequest.of(call, settings.schemas());
        } catch (RestError e) {
            send(call, e);
            return;
        }
        var exchange = call.exchange();
        database.work(catalogue::read)
                .thenCompose(found -> database.as(call.claims(), context(request), c -> answer(request, found, c)))
                .whenComplete((reply, failure) -> exchange.onEventLoop(() -> {
                    if (failure == null) {
                        send(call, request, reply);
                    } else {
                        send(call, error(request, failure));
                    }
                }));
    }

    private Reply answer(RestRequest request, Catalogue found, Connection connection) throws SQLException {
        Reply reply;
        if (request.call()) {
            reply = CallHandler.answer(request, found, settings.maxRows(), connection);
        } else if (request.reads()) {
            try (var statement = connection.createStatement()) {
                statement.execute("set local transaction_read_only = on");
            }
            reply = ReadHandler.answer(request, found, settings.maxRows(), connection);
        } else {
            reply = ChangeHandler.answer(request, found, connection);
        }
        if (request.prefer().is("tx", "rollback")) {
            connection.rollback();
        }
        return reply;
    }

    /** What functions and policies may ask about the request. */
    private static Map<String, String> context(RestRequest request) {
        var headers = Json.object();
        request.headers().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        var context = new LinkedHashMap<String, String>();
        context.put("search_path", Sql.quoted(request.schema()) + ", \"public\", \"extensions\"");
        context.put("request.method", request.method());
        context.put("request.path", request.path());
        context.put("request.headers", Json.write(headers));
        if (request.prefer().get("timezone") != null) {
            context.put("timezone", request.prefer().get("timezone"));
        }
        return context;
    }

    private static RestError error(RestRequest request, Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof RestError error) {
            return error;
        }
        if (cause instanceof SQLException e) {
            return SqlErrors.of(e, request.claims().role().equals("anon"));
        }
        throw new IllegalStateException(cause);
    }

    private static void send(Call call, RestRequest request, Reply reply) {
        var exchange = call.exchange();
        reply.headers().forEach(exchange::setHeader);
        if (request.prefer().applied() != null) {
            exchange.setHeader("Preference-Applied", request.prefer().applied());
        }
        if (reply.body() == null) {
            exchange.sendEmpty(reply.status());
        } else {
            exchange.send(reply.status(), reply.contentType(), reply.body());
        }
    }

    private static void send(Call call, RestError error) {
        error.headers().forEach(call.exchange()::setHeader);
        call.exchange().send(error.status(), JSON, Json.write(error.body()));
    }
}
