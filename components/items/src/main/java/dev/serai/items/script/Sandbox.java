package dev.serai.items.script;

import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.expression.Scope;
import dev.serai.items.model.Items;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.ResourceLimits;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.io.IOAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JavaScript that reaches nothing: contexts that are used again and again. What code could leave behind in a context is
 * frozen, and a context whose code was ended is thrown away.
 */
public final class Sandbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);
    private static final int KEPT = 16;

    /** As many characters as a text may have, this many elements may a typed array have. */
    private static final String TYPED_ARRAY = "4194304";

    private final ScriptLimits limits;
    private final Watchdog watchdog;
    private final ConcurrentLinkedDeque<ScriptContext> free = new ConcurrentLinkedDeque<>();
    private final Set<ScriptContext> all = ConcurrentHashMap.newKeySet();
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicBoolean prepared = new AtomicBoolean();
    private volatile boolean closed;

    /** One for all of the JVM, made when it is first needed: the first context costs twenty times the next one. */
    private static final class Shared {

        static final Engine ENGINE = Engine.newBuilder("js")
                .option("engine.WarnInterpreterOnly", "false")
                .build();
        static final Source PRELUDE = resource("prelude.js");
        static final Source TOOLS = resource("tools.js");
    }

    public Sandbox(ScriptLimits limits) {
        this.limits = limits;
        watchdog = new Watchdog(limits.total());
    }

    /** For one list, or whatever is evaluated together. It must be closed, and used by one thread only. */
    public Session open() {
        return new Session(this);
    }

    /** Makes a first context beside, so that the first message need not wait for it. */
    public void prepare() {
        if (!prepared.compareAndSet(false, true)) {
            return;
        }
        var thread = new Thread(this::warmUp, "items-prepare");
        thread.setDaemon(true);
        thread.start();
    }

    private void warmUp() {
        var item = Items.ofJson(List.of(Map.of("name", "a")));
        try (var session = open()) {
            session.evaluate("$json.name.toUpperCase()", Scope.of(item));
            session.code("return $input.all().map((item) => ({ json: { ...item.json } }))", Scope.of(item));
        } catch (RuntimeException e) {
            LOG.debug("JavaScript could not be prepared", e);
        }
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

    boolean isClosed() {
        return closed;
    }

    ScriptContext borrow() {
        if (closed) {
            throw stopped();
        }
        var kept = free.poll();
        return kept == null ? create() : kept;
    }

    private static ItemsException stopped() {
        return new ItemsException(ItemsError.STOPPED, "expressions are no longer evaluated");
    }

    void giveBack(ScriptContext context) {
        if (closed || context.broken() || free.size() >= KEPT || !context.forget()) {
            all.remove(context);
            context.close();
        } else {
            free.push(context);
            if (closed) {
                context.close();
            }
        }
    }

    private ScriptContext create() {
        made.incrementAndGet();
        var context = Context.newBuilder("js")
                .engine(Shared.ENGINE)
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
        var script = new ScriptContext(context, Shared.PRELUDE, Shared.TOOLS);
        all.add(script);
        if (closed) {
            script.close();
            throw stopped();
        }
        return script;
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
        all.forEach(ScriptContext::close);
        all.clear();
        free.clear();
    }
}
