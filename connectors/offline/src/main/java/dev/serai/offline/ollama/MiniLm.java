package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.model.embedding.onnx.AbstractInProcessEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.OnnxBertBiEncoder;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import dev.serai.offline.http.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** all-MiniLM-L6-v2 with the window that the real server gives it: the library's own one stops reading at 128 tokens. */
final class MiniLm extends AbstractInProcessEmbeddingModel {
    private static final String WEIGHTS = "/all-minilm-l6-v2-q.onnx";
    private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";

    private final OnnxBertBiEncoder encoder = load();

    MiniLm() {
        super(Runnable::run);
    }

    @Override
    protected OnnxBertBiEncoder model() {
        return encoder;
    }

    @Override
    protected Integer knownDimension() {
        return Embedder.DIMENSIONS;
    }

    private static OnnxBertBiEncoder load() {
        var jar = AllMiniLmL6V2QuantizedEmbeddingModel.class;
        try (var weights = jar.getResourceAsStream(WEIGHTS);
                var tokenizer = jar.getResourceAsStream(TOKENIZER)) {
            var settings = (ObjectNode) Json.MAPPER.readTree(tokenizer);
            settings.putNull("truncation");
            settings.putNull("padding");
            var untruncated = new ByteArrayInputStream(Json.MAPPER.writeValueAsBytes(settings));
            return new OnnxBertBiEncoder(weights, untruncated, PoolingMode.MEAN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
