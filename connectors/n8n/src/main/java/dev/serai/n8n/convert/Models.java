package dev.serai.n8n.convert;

import dev.serai.n8n.workflow.Node;
import java.util.Locale;

/** Model and embedding nodes as addresses of endpoints. Hosted ones are pointed at one server of one's own. */
final class Models {

    private static final String HOSTED = "n8n.hosted-models";
    private static final String HOSTED_COMMENT =
            "The server (API of OpenAI) that takes the place of all hosted models. Ollama has one.";

    private Models() {}

    /** The property with the model's endpoint. */
    static String chat(Work root, Node model) {
        return property(root.project(), model, "chat", "qwen3:4b");
    }

    static String embeddings(Project project, Node embeddings) {
        return property(project, embeddings, "embed", "nomic-embed-text");
    }

    private static String property(Project project, Node model, String operation, String otherwise) {
        var work = new Work(project, model);
        var name = name(work, otherwise);
        var address = "ollama:" + operation + "/" + name;
        if (!model.type().toLowerCase(Locale.ROOT).endsWith("ollama")) {
            address += "?baseUrl=" + project.global(HOSTED, "http://localhost:11434/v1", HOSTED_COMMENT);
            work.credential(
                    "the hosted model " + name,
                    "Name a model that your server has in " + project.flow() + "." + work.slug() + ".endpoint.");
        }
        work.lostOptions();
        if (project.firstUse(model)) {
            project.report().became(model.name(), model.type(), "ollama:" + operation);
        }
        return work.property("endpoint", address, "the model, any endpoint that takes its requests.");
    }

    private static String name(Work work, String otherwise) {
        for (var place : java.util.List.of("model", "modelName", "modelId")) {
            var name = SqlConverter.value(work.node().at(place)).asText("");
            if (name.matches("[A-Za-z0-9._:/-]{1,100}")) {
                return name;
            }
            if (!name.isEmpty()) {
                work.lost("the model's name, which is an expression", "Set it in application.properties.");
            }
        }
        return otherwise;
    }
}
