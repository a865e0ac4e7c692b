package dev.serai.offline.ollama;

import dev.serai.offline.StandIn;
import dev.serai.offline.http.Exchange;
import dev.serai.offline.http.LoopbackServer;
import dev.serai.offline.http.RequestLog;
import dev.serai.offline.http.Routes;
import java.util.List;

/**
 * A server on loopback that speaks Ollama's protocol with scripted models. What no script covers is answered by
 * built-in rules, and what the stand-in can't do honestly is answered with 501 and the name of the thing.
 */
public final class OllamaStandIn implements StandIn {
    private final LoopbackServer server;
    private final ServerState state;
    private final OllamaStandInBuilder builder;
    private final List<Model> initialModels;

    OllamaStandIn(OllamaStandInBuilder builder) {
        this.builder = builder;
        initialModels = List.copyOf(builder.models);
        state = new ServerState(
                builder.settings(),
                new ModelLibrary(initialModels),
                new LoadedModels(),
                new RemoteLibrary(),
                new BlobStore(),
                new Script(),
                new Admission(builder.parallel, builder.queue));
        builder.remoteModels.forEach(state.remote()::offer);
        addScriptFile();
        var routes = OllamaRoutes.of(state);
        var guard = ForeignGuard.forServerOn(builder.host);
        var log = new RequestLog(builder.keptRequests);
        server = LoopbackServer.start(builder.host, builder.port, log, e -> handle(guard, routes, e), Errors::answer);
    }

    /** Starts a server on a free port of 127.0.0.1, with the built-in models. */
    public static OllamaStandIn start() {
        return builder().start();
    }

    public static OllamaStandInBuilder builder() {
        return new OllamaStandInBuilder();
    }

    /** For clients that want a URL, without a slash at the end. */
    @Override
    public String baseUrl() {
        return "http://" + host();
    }

    /** For clients that want host and port. */
    public String host() {
        return server.host() + ":" + server.port();
    }

    public int port() {
        return server.port();
    }

    /** Starts a rule of the script. */
    public Expectation when() {
        return state.script().when();
    }

    /** Answers every call that no earlier rule takes. */
    public void always(ScriptedReply... replies) {
        state.script().always(replies);
    }

    public Script script() {
        return state.script();
    }

    /** The models that are on the server; a test may add and remove some. */
    public ModelLibrary models() {
        return state.models();
    }

    /** The models that are in memory. */
    public LoadedModels loaded() {
        return state.loaded();
    }

    /** The registry that models are pulled from; out of reach until it is given a model. */
    public RemoteLibrary remote() {
        return state.remote();
    }

    /** What the server received. */
    @Override
    public RequestLog requests() {
        return server.requests();
    }

    /**
     * Hangs up on open exchanges, forgets script, requests, loaded, remote and uploaded models, and brings back what
     * it started with.
     */
    @Override
    public void reset() {
        server.hangUp();
        state.script().clear();
        addScriptFile();
        state.models().reset(initialModels);
        state.loaded().clear();
        state.remote().clear();
        state.blobs().clear();
        builder.remoteModels.forEach(state.remote()::offer);
        server.requests().clear();
    }

    @Override
    public void close() {
        server.close();
    }

    private void addScriptFile() {
        if (builder.scriptFile != null) {
            builder.scriptFile.applyTo(state.script());
        }
    }

    private static void handle(ForeignGuard guard, Routes routes, Exchange exchange) {
        if (!guard.stops(exchange)) {
            routes.handle(exchange);
        }
    }
}
