package dev.serai.runtime.model;

import dev.serai.support.error.ErrorCode;

/** What can go wrong with the choice of a model. */
public enum ModelError implements ErrorCode {
    NO_MODEL("RUNTIME-301", "Start Ollama and run 'ollama pull qwen3:4b', or set serai.model.");

    private final String id;
    private final String remedy;

    ModelError(String id, String remedy) {
        this.id = id;
        this.remedy = remedy;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String remedy() {
        return remedy;
    }
}
