package dev.serai.items.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.items.ItemsException;
import dev.serai.items.expression.Scope;
import dev.serai.items.expression.Surroundings;
import dev.serai.items.model.Item;
import dev.serai.items.model.ItemRun;
import dev.serai.items.model.Items;
import dev.serai.items.model.Link;
import dev.serai.items.model.Outputs;
import dev.serai.items.script.Sandbox;
import dev.serai.items.state.StateStore;
import dev.serai.items.step.StepCall;
import dev.serai.items.step.Steps;
import dev.serai.support.json.Json;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** What of a case is compared: a run of a node, or a single field where many stand side by side. */
record Replay(Case of) {

    /** One comparison: what n8n made, and what the step makes of the same. */
    record Part(String name, String shown, JsonNode expected, Function<Sandbox, JsonNode> made) {}

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonNode FAILED = JSON.textNode("failed");

    List<Part> parts() {
        var parts = new ArrayList<Part>();
        for (var run : of.runs()) {
            if (of.name().matches("(expression|template)-.*")) {
                fields(run).forEach(parts::add);
            } else if (failed(run)) {
                parts.add(new Part(run.toString(), run.toString(), perItem(run), sandbox -> itemByItem(run, sandbox)));
            } else {
                parts.add(new Part(run.toString(), run.toString(), expected(run), sandbox -> whole(run, sandbox)));
            }
        }
        return parts;
    }

    /** Each field of a node that sets many, by itself, since one that fails would hide the others. */
    private List<Part> fields(Case.Run run) {
        var parts = new ArrayList<Part>();
        var item = run.recorded().path("outputs").path(0).path(0).path("json");
        for (var field : run.definition().path("parameters").path("assignments").path("assignments")) {
            var name = field.path("name").asText();
            var expected = item.has("error") ? FAILED : item.path(name);
            parts.add(new Part(
                    run + "." + name,
                    run + "." + name + " " + field.path("value").asText(),
                    expected.isMissingNode() ? JSON.nullNode() : expected,
                    sandbox -> field(run, name, sandbox)));
        }
        return parts;
    }

    private JsonNode field(Case.Run run, String name, Sandbox sandbox) {
        try {
            var settings = NodeSettings.of(run.node(), run.definition());
            settings.options().getFields().keySet().retainAll(List.of(name));
            settings.options().getTypes().keySet().retainAll(List.of(name));
            var made = run(run, settings, null, sandbox);
            var value = Json.tree(made.get(0).json().get(0)).get(name);
            return value == null ? JSON.nullNode() : value;
        } catch (ItemsException e) {
            return FAILED;
        }
    }

    private static boolean failed(Case.Run run) {
        return run.definition().path("node").has("onError")
                && StreamSupport.stream(run.recorded().path("outputs").spliterator(), false)
                        .flatMap(output -> StreamSupport.stream(output.spliterator(), false))
                        .anyMatch(item -> item.path("json").has("error"));
    }

    private static JsonNode perItem(Case.Run run) {
        var all = JSON.arrayNode();
        for (var output : run.recorded().path("outputs")) {
            output.forEach(item -> all.add(item.path("json").has("error") ? FAILED : item.path("json")));
        }
        return all;
    }

    private JsonNode itemByItem(Case.Run run, Sandbox sandbox) {
        var all = JSON.arrayNode();
        var known = new ItemRun();
        var count = of.inputs(run, known).get(0).size();
        if (perItem(run).size() < count) {
            // A node that fails as a whole gives one item.
            var whole = whole(run, sandbox);
            return JSON.arrayNode().add(whole.isTextual() ? FAILED : whole);
        }
        for (int i = 0; i < count; i++) {
            try {
                var settings = NodeSettings.of(run.node(), run.definition());
                run(run, settings, i, sandbox).forEach(list -> list.forEach(item -> all.add(Json.tree(item.json()))));
            } catch (ItemsException e) {
                all.add(FAILED);
            }
        }
        return all;
    }

    private JsonNode whole(Case.Run run, Sandbox sandbox) {
        try {
            return wire(run(run, NodeSettings.of(run.node(), run.definition()), null, sandbox));
        } catch (ItemsException e) {
            // Where a node goes on after a failure, its input is its output; of a condition that is the way of what is
            // not true.
            var input = of.inputs(run, new ItemRun()).get(0).each(item -> item);
            var output = run.definition().path("type").asText().equals("if")
                    ? new Outputs(List.of("true", "false"), List.of(List.<Item>of(), input))
                    : Outputs.single(input);
            if (run.definition().path("node").has("onError") && wire(output).equals(expected(run))) {
                return wire(output);
            }
            return JSON.textNode("failed: " + e.getMessage());
        }
    }

    private Outputs run(Case.Run run, NodeSettings settings, Integer only, Sandbox sandbox) {
        var known = new ItemRun();
        var inputs = of.inputs(run, known);
        var around = new Surroundings(
                Map.of(),
                Map.of(),
                Map.of("id", "1", "mode", "production"),
                Map.of("id", "1", "name", of.name(), "active", true),
                ZoneId.of("Europe/Vienna"),
                new StateStore(null));
        for (var earlier : remembering(run)) {
            var lists = of.inputs(earlier, new ItemRun());
            var scope = new Scope(lists.get(0), 0, known, around, earlier.node(), Map.of(), Instant.now());
            try (var session = sandbox.open()) {
                var before = NodeSettings.of(earlier.node(), earlier.definition());
                Steps.of(before.operation(), before.options()).run(new StepCall(lists, scope, session));
            }
        }
        var first = inputs.get(0);
        if (run.definition().path("node").path("executeOnce").asBoolean()) {
            first = Items.of(first.get(0));
            inputs.set(0, first);
        }
        if (only != null) {
            first = Items.of(first.get(only));
            inputs.set(0, first);
        }
        try (var session = sandbox.open()) {
            var step = Steps.of(settings.operation(), settings.options());
            var before = new Scope(first, 0, known, around, run.node(), Map.of(), Instant.now());
            if (run.number() > 0) {
                repeat(run, step, before, session);
            }
            var made = step.run(new StepCall(inputs, before, session));
            if (made.all().isEmpty()
                    && run.definition().path("node").path("alwaysOutputData").asBoolean()) {
                made = Outputs.single(List.of(Item.empty().linked(Link.all(first.size()))));
            }
            var sources = made.sources(inputs);
            var linked =
                    made.stream().map(list -> list.linkedTo(sources.get(0))).toList();
            return new Outputs(made.names(), linked);
        }
    }

    /** What ran before a node in a workflow whose nodes leave something for others. */
    private List<Case.Run> remembering(Case.Run run) {
        return of.name().equals("code-static")
                ? of.runs().stream()
                        .takeWhile(one -> !one.node().equals(run.node()))
                        .filter(one -> !failed(one)
                                && one.definition().path("type").asText().equals("code"))
                        .toList()
                : List.of();
    }

    /** A step that remembers, such as a loop, has to have run as often before. */
    private void repeat(
            Case.Run run, dev.serai.items.step.Step step, Scope scope, dev.serai.items.script.Session session) {
        for (int number = 0; number < run.number(); number++) {
            var earlier = new Case.Run(
                    of,
                    run.node(),
                    number,
                    of.json().path("recorded").path("nodes").path(run.node()).path(number));
            var inputs = of.inputs(earlier, scope.run());
            step.run(new StepCall(
                    inputs,
                    new Scope(inputs.get(0), 0, scope.run(), scope.around(), run.node(), Map.of(), scope.now()),
                    session));
        }
    }

    private static JsonNode expected(Case.Run run) {
        var outputs = Case.outputs(run.recorded());
        // What a filter drops is on record, but leads nowhere.
        return wire(run.definition().path("type").asText().equals("filter") ? Outputs.single(outputs.get(0)) : outputs);
    }

    private static JsonNode wire(Outputs outputs) {
        var all = JSON.arrayNode();
        for (var output : outputs) {
            var list = all.addArray();
            output.forEach(item -> list.add(wire(item)));
        }
        while (!all.isEmpty() && all.get(all.size() - 1).isEmpty()) {
            all.remove(all.size() - 1);
        }
        return all;
    }

    private static ObjectNode wire(Item item) {
        var wire = JSON.objectNode();
        wire.set("json", Json.tree(item.json()));
        item.binary().forEach((name, file) -> {
            var facts = wire.withObject("/binary").putObject(name);
            facts.put("mimeType", file.mimeType());
            facts.put("fileName", file.fileName());
            facts.put("data", content(file.mimeType(), file.data()));
        });
        wire.set("from", links(item.links()));
        return wire;
    }

    /** A workbook is compared by what is read out of it. */
    private static String content(String mimeType, byte[] data) {
        return mimeType.contains("spreadsheet")
                ? "workbook"
                : Base64.getEncoder().encodeToString(data);
    }

    private static ArrayNode links(List<Link> links) {
        var all = JSON.arrayNode();
        (links == null ? List.<Link>of() : links)
                .stream()
                        .distinct()
                        .sorted(Comparator.comparingInt(Link::input).thenComparingInt(Link::item))
                        .forEach(link -> all.add(link.input() + ":" + link.item()));
        return all;
    }
}
