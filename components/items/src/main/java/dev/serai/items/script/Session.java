package dev.serai.items.script;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.expression.Scope;
import dev.serai.items.model.Values;
import dev.serai.support.json.Json;
import java.util.function.Function;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;

/** Evaluates together what belongs together, in one context that is borrowed when the first JavaScript needs it. */
public final class Session implements AutoCloseable {

    private final Sandbox sandbox;
    private final long began = Watchdog.cpu();
    private ScriptContext context;
    private long given;
    private long kept;

    Session(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /**
     * An expression's value. What JavaScript itself refuses, such as a field of nothing, gives nothing, as in n8n; limits,
     * syntax and what n8n refuses fail.
     */
    public Object evaluate(String code, Scope scope) {
        return run(code, scope, false);
    }

    /** Runs code that returns its result; any error in it fails. */
    public Object code(String code, Scope scope) {
        return run(code, scope, true);
    }

    /** Fails when all that was done for the list so far took too long; for what no watchdog can end. */
    public void checkTime() {
        if (Watchdog.cpu() - began > sandbox.limits().list().toNanos()) {
            throw listTime("");
        }
    }

    private ItemsException listTime(String code) {
        return new ItemsException(
                ItemsError.LIST_TIME,
                "all items of the list together took longer than "
                        + sandbox.limits().list().toMillis() + " ms" + code);
    }

    /** Fails when a text is longer than code could make it. */
    public void checkText(int length) {
        if (length > sandbox.limits().text()) {
            throw new ItemsException(
                    ItemsError.MEMORY,
                    "a text would have more than " + sandbox.limits().text() + " characters");
        }
    }

    /** Counts what the last evaluation gave as a part of what the step gives, which is in memory as a whole. */
    public void keep() {
        kept += given;
        given = 0;
        if (kept > sandbox.limits().total()) {
            throw new ItemsException(
                    ItemsError.ALL_MEMORY,
                    "what was made for all items of the list together needs more than "
                            + (sandbox.limits().total() >> 20) + " MiB");
        }
    }

    private Object run(String code, Scope scope, boolean statements) {
        checkTime();
        if (context == null) {
            context = sandbox.borrow();
        }
        var used = context;
        var limits = sandbox.limits();
        used.bridge().enter(scope);
        var watched = sandbox.watchdog().watch(limits, began, used::end);
        try {
            used.resetLimits();
            var result = statements ? used.run(code) : used.evaluate(code);
            return read(result);
        } catch (PolyglotException e) {
            // The watchdog's reason is only known to be final when it has stopped watching.
            watched.close();
            return failed(e, watched.reason(), code, statements);
        } catch (IllegalStateException e) {
            // It was ended in the instant between its last statement and the reading of its result.
            watched.close();
            used.breakUp();
            throw ended(watched.reason(), code);
        } catch (StackOverflowError e) {
            used.breakUp();
            throw new ItemsException(ItemsError.MEMORY, "the code is nested too deep: " + shown(code));
        } catch (OutOfMemoryError e) {
            used.breakUp();
            throw new ItemsException(ItemsError.MEMORY, "the code asked for more memory than there is: " + shown(code));
        } finally {
            watched.close();
            used.bridge().leave();
            if (watched.reason() != null) {
                used.breakUp();
            }
            if (used.broken()) {
                drop();
            }
        }
    }

    private Object read(Value result) {
        given = 0;
        if (result.isNull()) {
            return null;
        }
        if (result.isBoolean()) {
            return result.asBoolean();
        }
        if (result.isNumber()) {
            return Values.narrow(result.asDouble());
        }
        var text = result.asString();
        // Objects need more room than their text does.
        given = text.charAt(0) == 's' ? text.length() : 8L * text.length();
        if (text.charAt(0) == 's') {
            return text.substring(1);
        }
        try {
            return Json.MAPPER.readValue(text.substring(1), Object.class);
        } catch (JsonProcessingException e) {
            throw new ItemsException(ItemsError.BAD_RESULT, "the result is not readable: " + e.getOriginalMessage(), e);
        }
    }

    private Object failed(PolyglotException e, ItemsError reason, String code, boolean statements) {
        var limits = sandbox.limits();
        if (e.isCancelled() || e.isResourceExhausted() || e.isInternalError() || e.isExit()) {
            context.breakUp();
        }
        if (reason != null || e.isCancelled() && sandbox.isClosed()) {
            throw ended(reason, code);
        }
        if (e.isHostException() && e.asHostException() instanceof ItemsException own) {
            throw own;
        }
        if (e.isHostException() || e.isInternalError()) {
            throw new ItemsException(ItemsError.EXPRESSION, "the code ended in an inner error: " + shown(code), e);
        }
        if (e.isResourceExhausted() || e.isCancelled()) {
            var fact = e.getMessage() != null && e.getMessage().contains("Statement")
                    ? "the code ran more than " + limits.statements() + " statements"
                    : "the code asked for more than there is";
            throw new ItemsException(
                    fact.contains("statements") ? ItemsError.STATEMENTS : ItemsError.MEMORY, fact + ": " + shown(code));
        }
        var message = String.valueOf(e.getMessage());
        if (message.startsWith("ExpressionError: ")) {
            throw new ItemsException(
                    ItemsError.EXPRESSION, message.substring("ExpressionError: ".length()) + ": " + shown(code));
        }
        if (message.startsWith("EvalError")) {
            throw new ItemsException(ItemsError.NOT_AVAILABLE, "code may not make code: " + shown(code));
        }
        if (message.startsWith("RangeError: Invalid string length")
                || message.contains("call stack")
                || message.startsWith("RangeError: Invalid array")) {
            throw new ItemsException(ItemsError.MEMORY, firstLine(message) + ": " + shown(code));
        }
        if (statements) {
            throw new ItemsException(ItemsError.CODE, firstLine(message) + where(e));
        }
        return null;
    }

    /** What is said of code that was ended from outside. */
    private ItemsException ended(ItemsError reason, String code) {
        var limits = sandbox.limits();
        if (reason == ItemsError.LIST_TIME) {
            return listTime(": " + shown(code));
        }
        if (reason == null) {
            return new ItemsException(ItemsError.STOPPED, "it is being stopped: " + shown(code));
        }
        var fact = switch (reason) {
            case MEMORY -> "the code used more than " + (limits.memory() >> 20) + " MiB: ";
            case ALL_MEMORY ->
                "all code that runs at once used more than " + (limits.total() >> 20) + " MiB, and this the most: ";
            default -> "the code took longer than " + limits.cpu().toMillis() + " ms: ";
        };
        return new ItemsException(reason, fact + shown(code));
    }

    private static String where(PolyglotException e) {
        var location = e.getSourceLocation();
        return location == null || !location.getSource().getName().equals(ScriptContext.NAME)
                ? ""
                : " [line " + location.getStartLine() + "]";
    }

    static String firstLine(String message) {
        var line = message.lines().findFirst().orElse("");
        return line.length() > 300 ? line.substring(0, 300) + "..." : line;
    }

    /** Code is shown short. */
    static String shown(String code) {
        var line = code.strip().replaceAll("\\s+", " ");
        return "'" + (line.length() > 120 ? line.substring(0, 120) + "..." : line) + "'";
    }

    private void drop() {
        if (context != null) {
            sandbox.giveBack(context);
            context = null;
        }
    }

    @Override
    public void close() {
        drop();
    }

    /** Opens a session for one use. */
    public static <T> T with(Sandbox sandbox, Function<Session, T> use) {
        try (var session = sandbox.open()) {
            return use.apply(session);
        }
    }
}
