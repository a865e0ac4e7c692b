package dev.serai.items.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.items.ItemsConfiguration;
import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.ItemsOperation;
import dev.serai.items.expression.Scope;
import dev.serai.items.model.ItemJson;
import dev.serai.items.model.Items;
import dev.serai.items.model.Outputs;
import dev.serai.items.script.Sandbox;
import dev.serai.items.script.ScriptLimits;
import dev.serai.support.json.Json;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What tests of steps have in common: n8n's semantics, without Camel around them. */
abstract class StepCase {

    static final String PEOPLE = """
            [{"name": "Ada", "age": 36, "city": {"name": "London"}}, {"name": "bo", "age": 9, "city": {"name": "Graz"}},
             {"name": "Cy", "age": 50, "city": {"name": "Graz"}}]""";

    /** Not closed: classes run beside one another. */
    static final Sandbox SANDBOX = new Sandbox(ScriptLimits.DEFAULT);

    static Outputs run(ItemsOperation operation, Consumer<ItemsConfiguration> options, String... inputs) {
        var configuration = new ItemsConfiguration();
        configuration.setTimeZone("Europe/Vienna");
        options.accept(configuration);
        var lists = Stream.of(inputs).map(ItemJson::items).toList();
        try (var session = SANDBOX.open()) {
            var step = Steps.of(operation, configuration);
            return step.run(new StepCall(lists, Scope.of(lists.get(0)), session));
        }
    }

    static void gives(String expected, ItemsOperation operation, Consumer<ItemsConfiguration> options, String... inputs)
            throws Exception {
        var outputs = run(operation, options, inputs);
        Object json = outputs.size() == 1
                ? outputs.get(0).json()
                : outputs.stream().map(Items::json).toList();
        assertThat(normal(Json.tree(json))).isEqualTo(normal(Json.read(expected)));
    }

    /** Numbers as they are in text, whatever their Java type. */
    static JsonNode normal(JsonNode node) throws Exception {
        return Json.read(node.toString());
    }

    static void fails(
            ItemsError error, ItemsOperation operation, Consumer<ItemsConfiguration> options, String... inputs) {
        assertThatThrownBy(() -> run(operation, options, inputs))
                .isInstanceOfSatisfying(
                        ItemsException.class,
                        e -> assertThat(e.error()).as(e.getMessage()).isEqualTo(error));
    }
}
