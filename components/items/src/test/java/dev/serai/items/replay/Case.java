package dev.serai.items.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.items.model.Binary;
import dev.serai.items.model.Item;
import dev.serai.items.model.ItemRun;
import dev.serai.items.model.Items;
import dev.serai.items.model.Link;
import dev.serai.items.model.Outputs;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A workflow with what n8n made of it, node by node and run by run. */
record Case(String name, JsonNode json) {

    /** One time that a node ran. */
    record Run(Case of, String node, int number, JsonNode recorded) {

        @Override
        public String toString() {
            return of.name + "/" + node + (number == 0 ? "" : "#" + number);
        }

        JsonNode definition() {
            return of.json.path("nodes").path(node);
        }

        /** The message of the failure, or null. */
        String failure() {
            return recorded.path("error").asText(null);
        }
    }

    static List<Case> all(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            var cases = new ArrayList<Case>();
            for (var file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList()) {
                cases.add(new Case(
                        file.getFileName().toString().replace(".json", ""), Json.read(Files.readAllBytes(file))));
            }
            return cases;
        }
    }

    /** All that n8n ran, but for the node that only gives out the data. */
    List<Run> runs() {
        var runs = new ArrayList<Run>();
        json.path("nodes").fieldNames().forEachRemaining(node -> {
            int number = 0;
            for (var run : json.path("recorded").path("nodes").path(node)) {
                runs.add(new Run(this, node, number++, run));
            }
        });
        return runs;
    }

    /** What had run before a run, as n8n recorded it; filled so far as the run's input leads back to it. */
    List<Items> inputs(Run run, ItemRun known) {
        var inputs = new ArrayList<Items>();
        for (var source : run.recorded().path("from")) {
            inputs.add(source.isNull() ? Items.NONE : output(source.asText(), known));
        }
        return inputs;
    }

    private Items output(String source, ItemRun known) {
        var parts = source.split(":");
        var output = Integer.parseInt(parts[1]);
        var number = Integer.parseInt(parts[2]);
        for (int before = known.runs(parts[0]); before <= number; before++) {
            var recorded = json.path("recorded").path("nodes").path(parts[0]).path(before);
            known.record(
                    parts[0], inputs(new Run(this, parts[0], before, recorded), known), outputs(recorded), Map.of());
        }
        var outputs = known.run(parts[0], number).outputs();
        return output < outputs.size() ? outputs.get(output) : Items.NONE;
    }

    static Outputs outputs(JsonNode recorded) {
        var names = new ArrayList<String>();
        var lists = new ArrayList<List<Item>>();
        for (var output : recorded.path("outputs")) {
            names.add(String.valueOf(names.size()));
            var list = new ArrayList<Item>();
            output.forEach(item -> list.add(item(item)));
            lists.add(list);
        }
        return new Outputs(names, lists);
    }

    @SuppressWarnings("unchecked")
    private static Item item(JsonNode item) {
        var files = new LinkedHashMap<String, Binary>();
        item.path("binary")
                .fields()
                .forEachRemaining(file -> files.put(
                        file.getKey(),
                        new Binary(
                                Base64.getDecoder()
                                        .decode(file.getValue().path("data").asText()),
                                file.getValue().path("mimeType").asText(null),
                                file.getValue().path("fileName").asText(null))));
        return new Item(
                Json.MAPPER.convertValue(item.path("json"), LinkedHashMap.class),
                files,
                links(item.path("pairedItem")),
                null);
    }

    static List<Link> links(JsonNode paired) {
        if (paired.isMissingNode() || paired.isNull()) {
            return null;
        }
        var links = new ArrayList<Link>();
        for (var one : paired.isArray() ? paired : List.of(paired)) {
            links.add(
                    one.isNumber()
                            ? Link.to(one.asInt())
                            : new Link(
                                    one.path("item").asInt(), one.path("input").asInt()));
        }
        return links;
    }
}
