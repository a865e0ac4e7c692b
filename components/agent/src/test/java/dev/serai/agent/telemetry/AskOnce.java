package dev.serai.agent.telemetry;

import static dev.serai.agent.ScriptedModel.calls;
import static dev.serai.agent.ScriptedModel.text;

import dev.serai.agent.Routes;
import dev.serai.agent.ScriptedModel;
import java.util.Map;
import java.util.concurrent.Callable;

/** A question to an agent with a tool, for a class loader of its own. */
public class AskOnce implements Callable<String> {

    @Override
    public String call() throws Exception {
        var yaml = """
                - route:
                    from:
                      uri: tool:clock
                      parameters:
                        description: The time of day.
                      steps:
                        - setBody:
                            constant: noon
                - route:
                    from:
                      uri: direct:ask
                      steps:
                        - to:
                            uri: agent:clerk
                            parameters:
                              model: model:any
                              tools: clock
                """;
        try (var routes = Routes.start(yaml)) {
            routes.model().then(calls(ScriptedModel.call("clock", Map.of())), text("Noon."));
            return routes.ask("direct:ask", "When?", String.class);
        }
    }
}
