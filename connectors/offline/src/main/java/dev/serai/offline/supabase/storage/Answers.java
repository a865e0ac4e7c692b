package dev.serai.offline.supabase.storage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.http.Exchange;
import dev.serai.offline.http.Json;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.postgresql.util.PSQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings results and failures of other threads back to the client. */
final class Answers {
    static final Answers JSON = new Answers(
            (exchange, error) -> exchange.send(error.sent(), "application/json; charset=utf-8", error.body()));

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private final BiConsumer<Exchange, StorageError> errors;

    Answers(BiConsumer<Exchange, StorageError> errors) {
        this.errors = errors;
    }

    static void json(Exchange exchange, JsonNode body) {
        exchange.send(200, "application/json; charset=utf-8", Json.write(body));
    }

    /** Goes on with a result on the event loop, or answers with what went wrong. */
    <T> void then(Exchange exchange, CompletableFuture<T> result, Consumer<T> next) {
        result.whenComplete((value, failure) -> exchange.onEventLoop(() -> {
            if (failure == null) {
                guard(exchange, () -> next.accept(value));
            } else {
                fail(exchange, failure);
            }
        }));
    }

    void guard(Exchange exchange, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            fail(exchange, e);
        }
    }

    void fail(Exchange exchange, Throwable failure) {
        if (exchange.started()) {
            exchange.cut();
        } else {
            errors.accept(exchange, errorOf(failure));
        }
    }

    private static StorageError errorOf(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StorageError error) {
                return error;
            }
            if (cause instanceof SQLException sql) {
                return errorOf(sql);
            }
        }
        LOG.warn("the storage service failed", failure);
        return StorageError.internal();
    }

    private static StorageError errorOf(SQLException failure) {
        var state = String.valueOf(failure.getSQLState());
        return switch (state) {
            case "42501" -> StorageError.rowLevelSecurity();
            case "23505" -> table(failure).equals("buckets") ? StorageError.bucketExists() : StorageError.keyExists();
            case "23503" -> StorageError.relatedMissing();
            case "22007", "22008", "22021" -> StorageError.parameter("the database refuses a value");
            default -> {
                LOG.warn("the storage service's statement failed", failure);
                yield StorageError.internal();
            }
        };
    }

    /** The table that an error of the database names; its text can name whatever a client sent. */
    private static String table(SQLException failure) {
        var told = failure instanceof PSQLException known ? known.getServerErrorMessage() : null;
        return told == null ? "" : String.valueOf(told.getTable());
    }
}
