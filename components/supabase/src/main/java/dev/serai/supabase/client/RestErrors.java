package dev.serai.supabase.client;

import static dev.serai.support.service.Replies.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.http.HttpReply;
import dev.serai.support.service.ErrorReader;
import dev.serai.support.service.ServiceFault;
import java.util.Collection;

/**
 * The errors of PostgREST and of the database behind it.
 *
 * @param arguments the names that a function was called with; null for tables
 */
record RestErrors(Collection<String> arguments) implements ErrorReader {

    @Override
    public ServiceFault read(HttpReply reply, JsonNode body) {
        var code = text(body, "code");
        var error = code == null ? null : error(code, String.valueOf(text(body, "message")));
        if (error == null) {
            return null;
        }
        var remedy = error.remedy();
        if (error == TableError.NO_FUNCTION && arguments != null) {
            remedy = (arguments.isEmpty()
                            ? "No arguments were sent. "
                            : "The arguments sent are " + String.join(", ", arguments) + ". ")
                    + remedy;
        }
        if (error == TableError.NO_FILTER) {
            remedy = "This server wants a condition, also with all=true: filter=id=not.is.null holds for each row.";
        }
        return new ServiceFault(
                error,
                reply.status(),
                code,
                text(body, "message"),
                text(body, "details"),
                text(body, "hint"),
                remedy,
                code.equals("23502") || code.equals("23514"));
    }

    private static TableError error(String code, String message) {
        return switch (code) {
            // The same for several faults, which only their words tell apart.
            case "21000" ->
                message.contains("WHERE clause")
                        ? TableError.NO_FILTER
                        : message.contains("a second time") ? TableError.TWICE : null;
            case "23505" -> TableError.DUPLICATE;
            case "23503" -> TableError.REFERENCE;
            case "42501" -> TableError.NOT_ALLOWED;
            case "42P01", "PGRST205" -> TableError.NO_TABLE;
            case "42703", "PGRST204" -> TableError.NO_COLUMN;
            case "42883", "PGRST202", "PGRST203" -> TableError.NO_FUNCTION;
            case "PGRST200", "PGRST201" -> TableError.NO_RELATION;
            case "PGRST116" -> TableError.NOT_ONE;
            case "PGRST301", "PGRST302", "PGRST303" -> TableError.TOKEN;
            case "PGRST103" -> TableError.RANGE;
            case "PGRST124" -> TableError.TOO_MANY_AFFECTED;
            case "PGRST106" -> TableError.NO_SCHEMA;
            case "PGRST000", "PGRST001", "PGRST002", "PGRST003" -> TableError.DATABASE_AWAY;
            case "57014" -> TableError.TIMEOUT;
            case "40001", "40P01" -> TableError.COLLIDED;
            case "P0001" -> TableError.RAISED;
            default -> byClass(code);
        };
    }

    private static TableError byClass(String code) {
        if (code.startsWith("PGRST1")) {
            return TableError.BAD_QUERY;
        }
        // Gateways put an HTTP status there, such as 429.
        if (code.length() != 5) {
            return null;
        }
        if (code.startsWith("42")) {
            return TableError.BAD_QUERY;
        }
        if (code.startsWith("22")) {
            return TableError.BAD_VALUE;
        }
        if (code.startsWith("23")) {
            return TableError.CONSTRAINT;
        }
        if (code.startsWith("08") || code.startsWith("53") || code.startsWith("57P")) {
            return TableError.DATABASE_AWAY;
        }
        return code.startsWith("PT") || code.startsWith("P0") ? TableError.RAISED : null;
    }
}
