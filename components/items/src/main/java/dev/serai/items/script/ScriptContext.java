package dev.serai.items.script;

import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;

/** One JavaScript context with what expressions find in it, and the functions that it has compiled. */
final class ScriptContext implements AutoCloseable {

    /** What positions in error messages refer to. */
    static final String NAME = "expression";

    private static final int FUNCTIONS = 500;

    /** What code finds besides what expressions do. */
    private static final List<String> TOOLS =
            List.of("require", "Buffer", "TextEncoder", "TextDecoder", "helpers", "$helpers", "$getWorkflowStaticData");

    /** Without these words nothing in code can happen later. */
    private static final Pattern LATER = Pattern.compile("await|async|Promise|then|import", Pattern.CASE_INSENSITIVE);

    private final Context context;
    private final Bridge bridge = new Bridge();
    private final Value tools;
    private final Value evaluate;
    private final Set<String> extensions = new HashSet<>();
    private final Map<String, Compiled> functions = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Compiled> eldest) {
            return size() > FUNCTIONS;
        }
    };
    private final Source toolsOfCode;
    private Value loaded;
    private boolean broken;

    /**
     * @param fields of the item that it can ask for at most; null are all
     * @param later whether it may wait for promises
     */
    private record Compiled(Value function, Set<String> fields, boolean later) {}

    ScriptContext(Context context, Source prelude, Source tools) {
        this.context = context;
        toolsOfCode = tools;
        this.tools = context.eval(prelude).execute((ProxyExecutable) bridge::call);
        evaluate = this.tools.getMember("evaluate");
        var names = this.tools.getMember("extensions");
        for (long i = 0; i < names.getArraySize(); i++) {
            extensions.add(names.getArrayElement(i).asString());
        }
    }

    Bridge bridge() {
        return bridge;
    }

    /** Runs an expression; the result is JSON text, or nothing for undefined. */
    Value evaluate(String code) {
        var function = functions.get(code);
        if (function == null) {
            function = new Compiled(
                    function("function(){return (" + Extensions.rewrite(code, extensions) + "\n)}", code),
                    Tokens.fieldsOfItem(code),
                    false);
            functions.put(code, function);
        }
        bridge.narrow(function.fields());
        return evaluate.execute(function.function());
    }

    /** Runs statements that may return, and wait for promises. */
    Value run(String code) {
        var key = "\0" + code;
        var function = functions.get(key);
        if (function == null) {
            function = body(code);
            functions.put(key, function);
        }
        if (!function.later()) {
            return evaluate.execute(function.function());
        }
        var state = tools.invokeMember("state");
        // Promises are settled when the call below has come back.
        tools.invokeMember("run", function.function(), state);
        return tools.invokeMember("outcome", state);
    }

    /** Code that names nothing of the tools does without them. */
    private Compiled body(String code) {
        var body = "function(){" + Extensions.rewrite(code, extensions) + "\n}";
        if (TOOLS.stream().noneMatch(code::contains)) {
            var later = LATER.matcher(code).find();
            return new Compiled(function((later ? "async " : "") + body, code), null, later);
        }
        var made = function("function(" + String.join(",", TOOLS) + "){return async " + body + "}", code);
        if (loaded == null) {
            loaded = tools.invokeMember("load", context.eval(toolsOfCode));
        }
        var given = new ArrayList<>();
        TOOLS.forEach(name -> given.add(loaded.getMember(name)));
        var bound = tools.invokeMember("bind", made.execute(given.toArray()), loaded.getMember("$self"));
        return new Compiled(bound, null, true);
    }

    private Value function(String text, String code) {
        Value parsed;
        try {
            parsed = context.parse(
                    Source.newBuilder("js", "(" + text + ")", NAME).buildLiteral());
        } catch (PolyglotException e) {
            throw e.isSyntaxError()
                    ? new ItemsException(
                            ItemsError.SYNTAX, Session.firstLine(e.getMessage()) + ": " + Session.shown(code))
                    : e;
        }
        // A function that is only made runs nothing. Whatever did run may have left something behind.
        broken = true;
        var made = parsed.execute();
        if (!tools.invokeMember("seal", made, text).asBoolean()) {
            throw new ItemsException(
                    ItemsError.SYNTAX, "a bracket is closed that was not opened: " + Session.shown(code));
        }
        broken = false;
        return made;
    }

    /** Lets go of the data of the last list; not when it is ended meanwhile, as by a stop. */
    boolean forget() {
        try {
            context.resetLimits();
            tools.invokeMember("forget");
            return true;
        } catch (PolyglotException | IllegalStateException e) {
            return false;
        }
    }

    void resetLimits() {
        context.resetLimits();
    }

    /** It is not used again. */
    void breakUp() {
        broken = true;
    }

    boolean broken() {
        return broken;
    }

    /** Ends what runs in it, from any thread. */
    void end() {
        context.close(true);
    }

    @Override
    public void close() {
        context.close(true);
    }
}
