package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Exchange;
import dev.serai.offline.http.Json;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;

/** The operations that embed: /api/embed, the older /api/embeddings, and /v1/embeddings. */
final class EmbedHandlers {
    private static final String JSON = "application/json; charset=utf-8";

    private final ServerState state;

    EmbedHandlers(ServerState state) {
        this.state = state;
    }

    void embed(Exchange exchange) {
        var started = System.nanoTime();
        var body = RequestJson.read(exchange);
        var name = RequestJson.model(body, "EmbedRequest");
        var texts = inputs(body.path("input"));
        var answer = Json.object().put("model", name);
        var list = answer.putArray("embeddings");
        compute(exchange, body, name, texts, result -> {
            result.vectors().forEach(v -> write(list.addArray(), Embedder.shorten(v, dimensions(body))));
            if (!texts.isEmpty()) {
                answer.put("total_duration", System.nanoTime() - started)
                        .put("load_duration", 1_000_000)
                        .put("prompt_eval_count", result.tokens());
            }
            exchange.send(200, JSON, answer.toString());
        });
    }

    void embeddings(Exchange exchange) {
        var body = RequestJson.read(exchange);
        var name = RequestJson.model(body, "EmbeddingRequest");
        var prompt = RequestJson.text(body, "prompt", "EmbeddingRequest.prompt");
        var texts = prompt == null || prompt.isEmpty() ? List.<String>of() : List.of(prompt);
        var answer = Json.object();
        var list = answer.putArray("embedding");
        compute(exchange, body, name, texts, result -> {
            result.vectors().forEach(v -> {
                for (var value : v) {
                    list.add((double) value);
                }
            });
            exchange.send(200, JSON, answer.toString());
        });
    }

    void openAi(Exchange exchange) {
        var body = RequestJson.read(exchange);
        var name = RequestJson.model(body, "EmbedRequest");
        var texts = inputs(body.path("input"));
        if (texts.isEmpty()) {
            throw OllamaError.badRequest("invalid input");
        }
        var base64 = body.path("encoding_format").asText().equals("base64");
        compute(exchange, body, name, texts, result -> {
            var answer = Json.object().put("object", "list");
            var data = answer.putArray("data");
            for (var i = 0; i < result.vectors().size(); i++) {
                var vector = Embedder.shorten(result.vectors().get(i), dimensions(body));
                var node = data.addObject().put("object", "embedding");
                if (base64) {
                    node.put("embedding", base64(vector));
                } else {
                    write(node.putArray("embedding"), vector);
                }
                node.put("index", i);
            }
            answer.put("model", name);
            answer.putObject("usage").put("prompt_tokens", result.tokens()).put("total_tokens", result.tokens());
            exchange.send(200, "application/json", answer.toString());
        });
    }

    private void compute(
            Exchange exchange, ObjectNode body, String name, List<String> texts, Consumer<Embedder.Result> then) {
        var keepAlive = GoDuration.keepAlive(body.get("keep_alive"));
        ModelName.refuseCloud(name);
        var model = state.models()
                .find(name)
                .orElseThrow(() -> new OllamaError(404, "model \"" + name + "\" not found, try pulling it first"));
        if (!model.can(Capability.EMBEDDING)) {
            throw new OllamaError(501, "This server does not support embeddings. Start it with `--embeddings`");
        }
        if (model.details().embeddingLength() != Embedder.DIMENSIONS) {
            throw OllamaError.notDone("embeddings of " + model.details().embeddingLength() + " dimensions, only of "
                    + Embedder.DIMENSIONS);
        }
        var options = RunnerOptions.of(model.texts().parameters(), body.get("options"));
        var length = model.contextFor(options, state.settings().contextLength());
        state.loaded().use(model, length, options.runnerKey(), keepAlive);
        exchange.onEnd(() -> state.loaded().release(model, keepAlive));
        ScriptedFailures.before(exchange, state.script().find(call(body, name, texts)), () -> {
            if (texts.isEmpty()) {
                then.accept(new Embedder.Result(List.of(), 0, false));
                return;
            }
            Embedder.embed(texts, body.path("truncate").asBoolean(true))
                    .whenComplete((result, failure) -> exchange.onEventLoop(() -> {
                        if (failure != null) {
                            Errors.answer(exchange, OllamaError.internal("the stand-in failed: " + failure));
                        } else if (result.tooLong()) {
                            Errors.answer(
                                    exchange, OllamaError.badRequest("the input length exceeds the context length"));
                        } else {
                            then.accept(result);
                        }
                    }));
        });
    }

    private static ModelCall call(ObjectNode body, String name, List<String> texts) {
        var turns = texts.stream().map(t -> Turn.of("user", t)).toList();
        return new ModelCall(Api.EMBED, name, turns, body, ModelCall.CallOptions.NONE);
    }

    private static List<String> inputs(JsonNode input) {
        var texts = new ArrayList<String>();
        if (input.isTextual()) {
            if (!input.asText().isEmpty()) {
                texts.add(input.asText());
            }
        } else if (input.isArray()) {
            for (var item : input) {
                if (!item.isTextual()) {
                    throw OllamaError.badRequest("invalid input type");
                }
                texts.add(item.asText());
            }
        } else if (!input.isMissingNode() && !input.isNull()) {
            throw OllamaError.badRequest("invalid input type");
        }
        return texts;
    }

    private static int dimensions(ObjectNode body) {
        return body.path("dimensions").asInt(0);
    }

    private static void write(ArrayNode list, float[] vector) {
        for (var value : vector) {
            list.add(value);
        }
    }

    private static String base64(float[] vector) {
        var bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
