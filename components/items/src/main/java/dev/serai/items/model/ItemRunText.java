package dev.serai.items.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run and the list that goes on, as text and back. Items are told apart by identity, so each is written once and named
 * by its number; links lead the same way when they are read.
 */
public final class ItemRunText {

    private static final String VERSION = "serai-run";

    private ItemRunText() {}

    /** What was written. */
    public record Read(ItemRun run, Items items) {}

    /** How many characters the files alone would have as text. */
    public static long lengthOfFiles(ItemRun run, Items items) {
        var all = Collections.<Item>newSetFromMap(new IdentityHashMap<>());
        items.forEach(all::add);
        for (var one : run.all()) {
            one.inputs().forEach(list -> list.forEach(all::add));
            for (int i = 0; i < one.outputs().size(); i++) {
                one.outputs().get(i).forEach(all::add);
            }
        }
        return all.stream()
                        .flatMap(item -> item.binary().values().stream())
                        .mapToLong(file -> file.data().length)
                        .sum()
                * 4
                / 3;
    }

    /** Fails with IllegalArgumentException where a field holds what JSON has no form for. */
    public static String write(ItemRun run, Items items) {
        var writing = new Writing();
        var all = Json.object().put(VERSION, 1);
        var runs = all.putArray("runs");
        for (var one : run.all()) {
            var node = runs.addObject().put("node", one.node());
            var inputs = node.putArray("inputs");
            one.inputs().forEach(list -> inputs.add(writing.numbers(list)));
            var outputs = node.putArray("outputs");
            for (int i = 0; i < one.outputs().size(); i++) {
                outputs.addObject()
                        .put("name", one.outputs().names().get(i))
                        .set("items", writing.numbers(one.outputs().get(i)));
            }
            node.set("parameters", Json.tree(one.parameters()));
        }
        all.set("given", writing.numbers(items));
        all.set("items", writing.items);
        return Json.text(all);
    }

    public static Read read(String text) {
        try {
            var all = Json.read(text);
            if (!all.path(VERSION).isInt()) {
                throw new ItemsException(ItemsError.STATE, "this is no kept run");
            }
            var items = new ArrayList<Item>();
            for (var one : all.path("items")) {
                items.add(item(one));
            }
            var run = new ItemRun();
            for (var one : all.path("runs")) {
                var inputs = new ArrayList<Items>();
                one.path("inputs").forEach(list -> inputs.add(list(list, items)));
                var names = new ArrayList<String>();
                var lists = new ArrayList<Items>();
                one.path("outputs").forEach(output -> {
                    names.add(output.path("name").asText());
                    lists.add(list(output.path("items"), items));
                });
                run.record(
                        one.path("node").asText(), inputs, new Outputs(names, lists), Json.map(one.path("parameters")));
            }
            return new Read(run, list(all.path("given"), items));
        } catch (IOException | IndexOutOfBoundsException e) {
            throw new ItemsException(ItemsError.STATE, "a kept run cannot be read", e);
        }
    }

    private static Items list(JsonNode numbers, List<Item> items) {
        var list = new ArrayList<Item>();
        numbers.forEach(number -> list.add(items.get(number.asInt())));
        return Items.of(list);
    }

    private static Item item(JsonNode one) throws IOException {
        Map<String, Binary> files = new LinkedHashMap<>();
        for (var file : one.path("files")) {
            files.put(
                    file.path("key").asText(),
                    new Binary(
                            file.path("data").binaryValue(),
                            file.path("mimeType").textValue(),
                            file.path("fileName").textValue()));
        }
        List<Link> links = null;
        if (one.has("links")) {
            links = new ArrayList<>();
            for (var link : one.path("links")) {
                links.add(new Link(link.path(0).asInt(), link.path(1).asInt()));
            }
        }
        return new Item(
                Json.map(one.path("json")), files, links, one.path("error").textValue());
    }

    private static final class Writing {
        private final Map<Item, Integer> numbers = new IdentityHashMap<>();
        private final ArrayNode items = Json.MAPPER.createArrayNode();

        ArrayNode numbers(Items list) {
            var found = Json.MAPPER.createArrayNode();
            list.forEach(item -> found.add(numbers.computeIfAbsent(item, this::added)));
            return found;
        }

        private int added(Item item) {
            var one = items.addObject();
            one.set("json", Json.tree(item.json()));
            if (!item.binary().isEmpty()) {
                var files = one.putArray("files");
                item.binary().forEach((key, file) -> file(files.addObject().put("key", key), file));
            }
            if (item.links() != null) {
                var links = one.putArray("links");
                item.links().forEach(link -> links.addArray().add(link.item()).add(link.input()));
            }
            if (item.error() != null) {
                one.put("error", item.error());
            }
            return items.size() - 1;
        }

        private static void file(ObjectNode to, Binary file) {
            to.put("mimeType", file.mimeType()).put("fileName", file.fileName()).put("data", file.data());
        }
    }
}
