package dev.serai.vector.embed;

import dev.serai.vector.VectorError;
import dev.serai.vector.VectorException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The models that run in this process. Their weights come in artifacts of their own. */
enum LocalModel {
    ALL_MINILM("all-minilm-l6-v2-q", "all-minilm-l6-v2-q", false, ""),
    BGE_SMALL(
            "bge-small-en-v15-q",
            "bge-small-en-v1.5-q",
            true,
            "Represent this sentence for searching relevant passages: ");

    /** Position embeddings of both models end here, so longer texts cannot be read at all. */
    static final int WINDOW = 512;

    static final int DIMENSIONS = 384;

    private final String id;
    private final String file;
    private final boolean firstPieceOnly;
    private final String questionPrefix;

    LocalModel(String id, String file, boolean firstPieceOnly, String questionPrefix) {
        this.id = id;
        this.file = file;
        this.firstPieceOnly = firstPieceOnly;
        this.questionPrefix = questionPrefix;
    }

    String id() {
        return id;
    }

    String weights() {
        return "/" + file + ".onnx";
    }

    String tokenizer() {
        return "/" + file + "-tokenizer.json";
    }

    String artifact() {
        return "dev.langchain4j:langchain4j-embeddings-" + id;
    }

    /** Whether the vector is that of the first piece; otherwise it is the mean of all. */
    boolean firstPieceOnly() {
        return firstPieceOnly;
    }

    String prefix(Embedder.Purpose purpose) {
        return purpose == Embedder.Purpose.QUESTION ? questionPrefix : "";
    }

    /** @param name {@code local} or {@code local:} and the model's name */
    static LocalModel of(String name) {
        if (name.equals("local")) {
            return ALL_MINILM;
        }
        var id = name.substring("local:".length());
        return Arrays.stream(values())
                .filter(model -> model.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new VectorException(
                        VectorError.BAD_OPTION,
                        "option embedder is '" + name + "', and '" + id + "' is no local model",
                        "Use local:"
                                + Arrays.stream(values()).map(LocalModel::id).collect(Collectors.joining(" or local:"))
                                + ", or the URI of an endpoint.",
                        null));
    }
}
