package dev.serai.n8n;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.items.model.Item;
import dev.serai.items.model.ItemRun;
import dev.serai.items.model.Outputs;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * A node's runs in the form in which both sides are compared: each item of each output of each run with its fields, files
 * and links. Without the words of failures, and workbooks and archives without their bytes.
 *
 * @param apart fields that are named as different by themselves
 */
record Comparison(Recorded of, String node, Set<String> apart) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Which of these a request or an answer has is a matter of who sends it. */
    private static final Set<String> OF_CLIENTS = Set.of(
            "host",
            "user-agent",
            "accept",
            "accept-encoding",
            "content-length",
            "connection",
            "date",
            "keep-alive",
            "transfer-encoding");

    JsonNode expected() throws IOException {
        var all = JSON.arrayNode();
        for (var run : of.runs(node)) {
            var outputs = all.addArray();
            int number = 0;
            for (var output : run.path("outputs")) {
                // What a filter drops is on record, but leads nowhere.
                if (type().equals("filter") && number > 0 || isLoop() && number != done()) {
                    number++;
                    continue;
                }
                number++;
                var list = outputs.addArray();
                output.forEach(item -> list.add(comparable(item, recordedLinks(item.path("pairedItem")))));
            }
            trim(outputs);
        }
        return Json.read(last(all).toString());
    }

    /** @param trips through the workflow, one after the other, and the addresses that were there */
    JsonNode given(List<ItemRun> trips, UnaryOperator<String> withoutAddresses) throws IOException {
        var all = JSON.arrayNode();
        for (var known : trips) {
            for (int i = 0; i < known.runs(node); i++) {
                Outputs made = known.run(node, i).outputs();
                var outputs = all.addArray();
                for (var output : made) {
                    var list = outputs.addArray();
                    output.forEach(item -> list.add(comparable(wire(item), links(item))));
                }
                trim(outputs);
            }
        }
        return Json.read(withoutAddresses.apply(last(all).toString()));
    }

    private String type() {
        return of.node(node).path("type").asText();
    }

    private boolean isLoop() {
        return type().equals("splitInBatches");
    }

    /** The output of what a loop has gathered. */
    private int done() {
        return of.node(node).path("version").asDouble() < 3 ? 1 : 0;
    }

    /** Of a loop what it gives in the end, since the rest is what its body gets. */
    private ArrayNode last(ArrayNode runs) {
        while (isLoop() && runs.size() > 1) {
            runs.remove(0);
        }
        return runs;
    }

    private static void trim(ArrayNode outputs) {
        while (!outputs.isEmpty() && outputs.get(outputs.size() - 1).isEmpty()) {
            outputs.remove(outputs.size() - 1);
        }
    }

    private static ObjectNode wire(Item item) {
        var wire = JSON.objectNode();
        wire.set("json", Json.tree(item.json()));
        item.binary()
                .forEach((name, file) -> wire.withObject("/binary")
                        .putObject(name)
                        .put("mimeType", file.mimeType())
                        .put("fileName", file.fileName())
                        .put("data", Base64.getEncoder().encodeToString(file.data())));
        return wire;
    }

    private ObjectNode comparable(JsonNode item, Set<String> links) {
        var made = JSON.objectNode();
        var json = (ObjectNode) item.path("json").deepCopy();
        boolean told = json.path("error").isTextual() || json.path("error").has("message");
        if (told && of.goesOn()) {
            json.put("error", "failed");
        }
        if (json.path("headers") instanceof ObjectNode headers) {
            headers.remove(OF_CLIENTS);
        }
        json.remove(apart);
        if (!apart.isEmpty()) {
            // One side may have failed on such a field.
            json.remove("error");
        }
        made.set("json", json);
        item.path("binary").fields().forEachRemaining(file -> {
            var facts = made.withObject("/binary").putObject(file.getKey());
            var type = file.getValue().path("mimeType");
            facts.set("mimeType", type);
            facts.set("fileName", file.getValue().path("fileName"));
            facts.put(
                    "data",
                    type.asText().matches(".*(?:spreadsheet|zip).*")
                            ? "packed"
                            : file.getValue().path("data").asText());
        });
        // What a loop has gathered leads into other runs in n8n, and to what the body gave here.
        if (!isLoop()) {
            made.put("from", String.join(" ", links));
        }
        return made;
    }

    private static Set<String> links(Item item) {
        var links = new TreeSet<String>();
        if (item.links() != null) {
            item.links().forEach(link -> links.add(link.input() + ":" + link.item()));
        }
        return links;
    }

    private static Set<String> recordedLinks(JsonNode paired) {
        var links = new TreeSet<String>();
        for (var one : paired.isArray() ? paired : List.of(paired)) {
            if (one.isNumber()) {
                links.add("0:" + one.asInt());
            } else if (one.isObject()) {
                links.add(one.path("input").asInt() + ":" + one.path("item").asInt());
            }
        }
        return links;
    }
}
