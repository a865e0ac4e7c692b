package dev.serai.ollama;

import dev.serai.ollama.client.OllamaError;
import dev.serai.ollama.client.OllamaException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The first part of the endpoint's path: what is asked of the server. */
public enum OllamaOperation {
    /** Answers a conversation. */
    CHAT(true),
    /** Continues a text. */
    GENERATE(true),
    /** Turns texts into vectors. */
    EMBED(true),
    /** Turns speech into text; on servers with OpenAI's API. */
    TRANSCRIBE(true),
    /** Lists the models on the server. */
    TAGS(false),
    /** Describes a model. */
    SHOW(true),
    /** Lists the models in memory. */
    PS(false),
    /** Brings a model into memory, or sends it away with keepAlive=0. */
    LOAD(true),
    /** Downloads a model. */
    PULL(true),
    /** Uploads a model. */
    PUSH(true),
    /** Makes a model from another one or from files. */
    CREATE(true),
    /** Copies a model under another name. */
    COPY(true),
    /** Deletes a model. */
    DELETE(true),
    /** Uploads a file that a model is made from. */
    BLOBS(false),
    /** Tells the server's version. */
    VERSION(false),
    /** Tells in plain words how the server and its models are doing. */
    DOCTOR(false);

    private final boolean needsModel;

    OllamaOperation(boolean needsModel) {
        this.needsModel = needsModel;
    }

    public boolean needsModel() {
        return needsModel;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static OllamaOperation of(String name) {
        return Arrays.stream(values())
                .filter(operation -> operation.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new OllamaException(
                        OllamaError.UNKNOWN_OPERATION,
                        "'" + name + "' is no operation of ollama",
                        "Use one of " + names() + ".",
                        null));
    }

    private static String names() {
        return Arrays.stream(values()).map(OllamaOperation::wireName).collect(Collectors.joining(", "));
    }
}
