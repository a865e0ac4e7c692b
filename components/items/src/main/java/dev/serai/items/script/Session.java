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
    private ScriptContext context;
    private long began = -1;

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

    private Object run(String code, Scope scope, boolean statements) {
        if (context == null) {
            context = sandbox.borrow();
        }
        var used = context;
        var limits = sandbox.limits();
        used.resetLimits();
        used.bridge().enter(scope);
        if (began < 0) {
            began = Watchdog.cpu();
        }
        var watched = sandbox.watchdog().watch(limits, began, used::end);
        try {
            var result = statements ? used.run(code) : used.evaluate(code);
            return read(result);
        } catch (PolyglotException e) {
            // The watchdog's reason is only known to be final when it has stopped watching.
            watched.close();
            return failed(e, watched.reason(), code, statements);
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

    private static Object read(Value result) {
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
        if (reason == ItemsError.MEMORY) {
            throw new ItemsException(
                    reason, "the code used more than " + (limits.memory() >> 20) + " MiB: " + shown(code));
        }
        if (reason == ItemsError.TIME) {
            throw new ItemsException(
                    reason, "the code took longer than " + limits.cpu().toMillis() + " ms: " + shown(code));
        }
        if (reason == ItemsError.LIST_TIME) {
            throw new ItemsException(
                    reason,
                    "all items of the list together took longer than "
                            + limits.list().toMillis() + " ms: " + shown(code));
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
