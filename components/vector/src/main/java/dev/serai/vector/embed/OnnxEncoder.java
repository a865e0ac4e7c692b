package dev.serai.vector.embed;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.serai.support.json.Json;
import dev.serai.vector.VectorError;
import dev.serai.vector.VectorException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;

/** A sentence model in memory. May be used by several threads. */
final class OnnxEncoder {

    private final LocalModel model;
    private final WordPieces words;
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    /** Takes about a second. */
    OnnxEncoder(LocalModel model) throws OrtException, IOException {
        this.model = model;
        this.words = words(model);
        try (var weights = resource(model, model.weights());
                var options = new OrtSession.SessionOptions()) {
            // The pool gives a core to each text, so a text needs no threads of its own.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            session = environment.createSession(weights.readAllBytes(), options);
        }
    }

    static WordPieces words(LocalModel model) throws IOException {
        try (var tokenizer = resource(model, model.tokenizer())) {
            return new WordPieces(Json.read(tokenizer.readAllBytes()));
        }
    }

    private static InputStream resource(LocalModel model, String name) {
        var stream = OnnxEncoder.class.getResourceAsStream(name);
        if (stream == null) {
            throw new VectorException(
                    VectorError.NO_LOCAL_MODEL,
                    "the model " + model.id() + " is not on the class path",
                    "Add the artifact " + model.artifact() + ", or choose another embedder.",
                    null);
        }
        return stream;
    }

    WordPieces.Pieces pieces(String text) {
        return words.encode(text, LocalModel.WINDOW);
    }

    /**
     * The vector of one text. Texts are not put together in one call: the weights are quantized by the range of values in
     * a call, so a text's vector would depend on its neighbours.
     */
    float[] vector(long[] pieces) throws OrtException {
        var shape = new long[] {1, pieces.length};
        var ones = new long[pieces.length];
        Arrays.fill(ones, 1);
        try (var ids = OnnxTensor.createTensor(environment, LongBuffer.wrap(pieces), shape);
                var mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(ones), shape);
                var types = OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[pieces.length]), shape)) {
            var inputs = new HashMap<String, OnnxTensor>();
            inputs.put("input_ids", ids);
            inputs.put("attention_mask", mask);
            inputs.put("token_type_ids", types);
            inputs.keySet().retainAll(session.getInputNames());
            try (var result = session.run(inputs)) {
                var states = ((float[][][]) result.get(0).getValue())[0];
                return UnitVectors.unit(model.firstPieceOnly() ? states[0].clone() : sum(states), model.id());
            }
        }
    }

    /** Has the direction of the mean, and its length does not matter. */
    private static float[] sum(float[][] states) {
        var sum = new float[states[0].length];
        for (var state : states) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += state[i];
            }
        }
        return sum;
    }
}
