package dev.serai.items.script;

import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.ResourceLimits;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.io.IOAccess;

/**
 * JavaScript that reaches nothing: one engine, and contexts that are used again and again. What code could leave behind
 * in a context is frozen, and a context whose code was ended is thrown away.
 */
public final class Sandbox implements AutoCloseable {

    private static final int KEPT = 16;

    /** As many characters as a text may have, this many elements may a typed array have. */
    private static final String TYPED_ARRAY = "4194304";

    private final ScriptLimits limits;
    private final Watchdog watchdog = new Watchdog();
    private final ConcurrentLinkedDeque<ScriptContext> free = new ConcurrentLinkedDeque<>();
    private final AtomicInteger made = new AtomicInteger();
    private final Source prelude = resource("prelude.js");
    private final Source tools = resource("tools.js");
    private Engine engine;
    private volatile boolean closed;

    public Sandbox(ScriptLimits limits) {
        this.limits = limits;
    }

    /** For one list, or whatever is evaluated together. It must be closed, and used by one thread only. */
    public Session open() {
        return new Session(this);
    }

    ScriptLimits limits() {
        return limits;
    }

    Watchdog watchdog() {
        return watchdog;
    }

    /** How many contexts have been made so far. */
    public int contexts() {
        return made.get();
    }

    ScriptContext borrow() {
        if (closed) {
            throw new ItemsException(ItemsError.STOPPED, "expressions are no longer evaluated");
        }
        var kept = free.poll();
        return kept == null ? create() : kept;
    }

    void giveBack(ScriptContext context) {
        if (closed || context.broken() || free.size() >= KEPT) {
            context.close();
        } else {
            context.forget();
            free.push(context);
        }
    }

    private ScriptContext create() {
        made.incrementAndGet();
        var context = Context.newBuilder("js")
                .engine(engine())
                .allowHostAccess(HostAccess.NONE)
                .allowIO(IOAccess.NONE)
                .allowPolyglotAccess(PolyglotAccess.NONE)
                .allowEnvironmentAccess(EnvironmentAccess.NONE)
                .allowHostClassLoading(false)
                .allowCreateThread(false)
                .allowCreateProcess(false)
                .allowNativeAccess(false)
                .allowExperimentalOptions(true)
                .option("js.ecmascript-version", "2024")
                // Code made of text would not be seen by what rewrites and checks code.
                .option("js.disable-eval", "true")
                // A power of large whole numbers cannot be ended from outside.
                .option("js.bigint", "false")
                .option("js.string-length-limit", String.valueOf(limits.text()))
                .option("js.max-typed-array-length", TYPED_ARRAY)
                .option("js.max-apply-argument-length", "100000")
                .option("js.atomics", "false")
                .option("js.shared-array-buffer", "false")
                .option("js.graal-builtin", "false")
                .option("js.java-package-globals", "false")
                .option("js.polyglot-builtin", "false")
                .option("js.load", "false")
                .option("js.print", "false")
                .option("js.console", "false")
                .resourceLimits(ResourceLimits.newBuilder()
                        .statementLimit(limits.statements(), null)
                        .build())
                .build();
        return new ScriptContext(context, prelude, tools);
    }

    private synchronized Engine engine() {
        if (engine == null) {
            engine = Engine.newBuilder("js")
                    .option("engine.WarnInterpreterOnly", "false")
                    .build();
        }
        return engine;
    }

    private static Source resource(String name) {
        try (var in = Sandbox.class.getResourceAsStream(name)) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Source.newBuilder("js", text, name).internal(true).build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        watchdog.close();
        ScriptContext context;
        while ((context = free.poll()) != null) {
            context.close();
        }
        synchronized (this) {
            if (engine != null) {
                engine.close(true);
                engine = null;
            }
        }
    }
}
