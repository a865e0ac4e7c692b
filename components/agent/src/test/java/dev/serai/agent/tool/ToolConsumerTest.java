package dev.serai.agent.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.agent.AgentException;
import dev.serai.agent.Routes;
import dev.serai.agent.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a route becomes a tool, and ceases to be one. */
@Timeout(60)
class ToolConsumerTest {

    private static void refused(String code, String words, String... yaml) {
        assertThatThrownBy(() -> Routes.start(yaml).close())
                .satisfiesAnyOf(error -> is(error, code, words), error -> is(error.getCause(), code, words));
    }

    private static void is(Throwable error, String code, String words) {
        assertThat(error)
                .isInstanceOf(AgentException.class)
                .hasMessageStartingWith("[" + code + "]")
                .hasMessageContaining(words);
    }

    private static AgentTool only(Routes routes) {
        var all = ToolRegistry.of(routes.context()).all();
        assertThat(all).hasSize(1);
        return all.iterator().next();
    }

    @Test
    void whatCannotBeOfferedStopsTheStart() {
        refused("AGENT-301", "no description", Yaml.tool("x", "ok", "description: \" \""));
        refused("AGENT-301", "characters", Yaml.tool("a.b", "ok"));
        refused("AGENT-301", "parameter.a=text", Yaml.tool("x", "ok", "parameter.a: text"));
        refused("AGENT-301", "parameter.a", Yaml.tool("x", "ok", "parameter.a.required: true"));
        refused(
                "AGENT-301",
                "argSchema and parameter",
                Yaml.tool("x", "ok", "parameter.a: string", "argSchema: \"{}\""));
        refused("AGENT-301", "cannot be offered", Yaml.tool("x", "ok", "argSchema: \"{\""));
        refused("AGENT-301", "cannot be offered", Yaml.tool("x", "ok", "argSchema: \"null\""));
        refused("AGENT-301", "array", Yaml.tool("x", "ok", "argSchema: '{\"type\":\"array\"}'"));
        refused(
                "AGENT-301",
                "is no integer",
                Yaml.tool("x", "ok", "parameter.a: integer", "parameter.a.default: some"));
    }

    @Test
    void twoToolsOfOneNameDoNotStart() {
        var twin = Yaml.tool("x", "ok", "title: twin").replace("id: x", "id: twin");
        refused("AGENT-302", "'x'", Yaml.tool("x", "ok"), twin);
    }

    @Test
    void aSchemaComesFromAResource(@TempDir Path folder) throws Exception {
        var file = Files.writeString(
                folder.resolve("args.json"),
                "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\",\"maximum\":3}},\"required\":[\"n\"]}");
        try (var routes = Routes.start(Yaml.tool("x", "ok", "argSchema: resource:file:" + file))) {
            assertThat(only(routes).violations(Map.of("n", "2"))).isEmpty();
            assertThat(only(routes).violations(Map.of("n", 4))).isNotEmpty();
            assertThat(only(routes).spec().parameters()).containsKey("required");
        }
    }

    @Test
    void aToolIsThereWhileItsRouteRuns() throws Exception {
        try (var routes = Routes.start(Yaml.tool("x", "ok"))) {
            var registry = ToolRegistry.of(routes.context());
            var controller = routes.context().getRouteController();
            controller.suspendRoute("x");
            assertThat(registry.all()).isEmpty();
            controller.resumeRoute("x");
            assertThat(registry.named("x")).isPresent();
            controller.stopRoute("x");
            assertThat(registry.all()).isEmpty();
            controller.startRoute("x");
            assertThat(registry.named("x")).isPresent();
        }
    }

    @Test
    void hintsAndTagsAreTold() throws Exception {
        try (var routes = Routes.start(
                Yaml.tool("x", "ok", "tags: \"a, b\"", "readOnlyHint: true", "title: X", "returnDirect: true"))) {
            assertThat(only(routes).tags()).containsExactlyInAnyOrder("a", "b");
            assertThat(only(routes).hints()).isEqualTo(new ToolHints("X", true, null, null, null, true));
        }
    }

    @Test
    void routesCallToolsWithTheSameChecks() throws Exception {
        var tool = Yaml.tool("x", "n=${header.CamelToolArg_n}", "parameter.n: integer", "parameter.n.required: true");
        try (var routes = Routes.start(tool)) {
            assertThat(routes.ask("tool:x", Map.of("n", 1), String.class)).isEqualTo("n=1");
            assertThat(routes.ask("tool:x", "{\"n\": \"2\", \"m\": 1}", String.class))
                    .isEqualTo("n=2");
            assertThat(routes.send("tool:x", "[1]").getException()).hasMessageStartingWith("[AGENT-003");
            assertThat(routes.send("tool:x", Map.of("n", "x")).getException())
                    .hasMessageStartingWith("[AGENT-003")
                    .hasMessageContaining("integer");
            assertThat(routes.send("tool:y", Map.of()).getException()).hasMessageStartingWith("[AGENT-006");
        }
    }

    @Test
    void aToolIsNotHeldUpByAnother() throws Exception {
        var gate = new CompletableFuture<Void>();
        Processor wait = exchange -> gate.get(20, TimeUnit.SECONDS);
        try (var routes = Routes.start(Map.of("wait", wait), Yaml.toolBy("slow", "wait"), Yaml.tool("x", "ok"))) {
            var slow = routes.begin("tool:slow", Map.of(), Map.of());
            assertThat(routes.ask("tool:x", Map.of(), String.class)).isEqualTo("ok");
            gate.complete(null);
            slow.get(20, TimeUnit.SECONDS);
        }
    }
}
