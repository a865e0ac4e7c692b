package dev.serai.offline.ollama;

import java.util.ArrayList;
import java.util.List;

/** Settings of a server before it starts. */
public final class OllamaStandInBuilder {
    final List<Model> models = new ArrayList<>(BuiltInModels.all());
    final List<RemoteModel> remoteModels = new ArrayList<>();
    ScriptFile scriptFile;
    String host = "127.0.0.1";
    int port;
    int keptRequests = 1000;
    int parallel = Integer.MAX_VALUE;
    int queue = 512;
    private String version = "0.33.0";
    private String registry = "registry.invalid";
    private int contextLength = 4096;

    OllamaStandInBuilder() {}

    /** An address to listen on; anything but loopback opens the stand-in to others. */
    public OllamaStandInBuilder host(String value) {
        host = value;
        return this;
    }

    /** A fixed port; 0, the default, takes a free one. */
    public OllamaStandInBuilder port(int value) {
        port = value;
        return this;
    }

    /** Adds a model that can chat and call tools. */
    public OllamaStandInBuilder model(String name) {
        return model(Model.named(name).build());
    }

    public OllamaStandInBuilder model(Model model) {
        models.add(model);
        return this;
    }

    /** Adds a model that can be pulled. */
    public OllamaStandInBuilder remote(RemoteModel model) {
        remoteModels.add(model);
        return this;
    }

    /** Adds the models and rules of a file; they are there again after a reset. */
    public OllamaStandInBuilder script(ScriptFile file) {
        scriptFile = file;
        file.applyTo(this);
        return this;
    }

    /** Starts with the models added from here on, and no others. */
    public OllamaStandInBuilder withoutBuiltInModels() {
        models.clear();
        return this;
    }

    /** How many answers run at once and how many more may wait before the server says that it is busy. */
    public OllamaStandInBuilder parallel(int running, int waiting) {
        parallel = running;
        queue = waiting;
        return this;
    }

    /** The window that models get where nothing asks for another. */
    public OllamaStandInBuilder contextLength(int tokens) {
        contextLength = tokens;
        return this;
    }

    public OllamaStandInBuilder version(String value) {
        version = value;
        return this;
    }

    /** The host that error texts name as the model registry; nothing ever connects to it. */
    public OllamaStandInBuilder registry(String value) {
        registry = value;
        return this;
    }

    /** How many received requests are kept for tests to look at. */
    public OllamaStandInBuilder keepRequests(int count) {
        keptRequests = count;
        return this;
    }

    public OllamaStandIn start() {
        return new OllamaStandIn(this);
    }

    ServerState.Settings settings() {
        return new ServerState.Settings(version, registry, contextLength);
    }
}
