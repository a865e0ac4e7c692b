package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The options of a call that the stand-in acts on, and the ones whose change makes the real server reload. */
record RunnerOptions(int numCtx, Integer numPredict, List<String> stop, String runnerKey) {
    private static final Set<String> RELOADING =
            Set.of("num_ctx", "num_batch", "num_gpu", "main_gpu", "use_mmap", "num_thread", "draft_num_predict");
    private static final Set<String> INTEGERS = Set.of(
            "num_ctx",
            "num_batch",
            "num_gpu",
            "main_gpu",
            "num_thread",
            "draft_num_predict",
            "num_keep",
            "seed",
            "num_predict",
            "top_k",
            "repeat_last_n");
    private static final Set<String> FLOATS = Set.of(
            "top_p", "min_p", "typical_p", "temperature", "repeat_penalty", "presence_penalty", "frequency_penalty");

    /** Reads options over a model's own parameters; unknown ones are ignored, wrong types are not. */
    static RunnerOptions of(ObjectNode modelParameters, JsonNode given) {
        var all = modelParameters.deepCopy();
        if (given != null && given.isObject()) {
            given.fields().forEachRemaining(e -> {
                check(e.getKey(), e.getValue());
                all.set(e.getKey(), e.getValue());
            });
        }
        var stop = new ArrayList<String>();
        all.path("stop").forEach(s -> stop.add(s.asText()));
        var runner = Json.object();
        RELOADING.stream().sorted().filter(all::has).forEach(name -> runner.set(name, all.get(name)));
        var numPredict = all.path("num_predict").asInt(-1);
        return new RunnerOptions(
                all.path("num_ctx").asInt(0), numPredict < 0 ? null : numPredict, List.copyOf(stop), runner.toString());
    }

    private static void check(String name, JsonNode value) {
        if (value.isNull()) {
            return;
        }
        if (INTEGERS.contains(name) && !value.isNumber()) {
            throw wrongType(name, "integer");
        }
        if (FLOATS.contains(name) && !value.isNumber()) {
            throw wrongType(name, "float32");
        }
        if (name.equals("stop") && !value.isArray()) {
            throw wrongType(name, "array");
        }
        if (name.equals("use_mmap") && !value.isBoolean()) {
            throw wrongType(name, "boolean");
        }
    }

    private static OllamaError wrongType(String name, String type) {
        return OllamaError.internal("option \"" + name + "\" must be of type " + type);
    }
}
