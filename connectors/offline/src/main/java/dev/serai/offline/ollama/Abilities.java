package dev.serai.offline.ollama;

/** Refuses what a model can't do. */
final class Abilities {
    private Abilities() {}

    static void check(ModelCall call, Model model, String registry) {
        if (!call.tools().isEmpty() && !model.can(Capability.TOOLS)) {
            var name = model.modelName();
            throw OllamaError.badRequest(
                    registry + "/" + name.repository() + ":" + name.tag() + " does not support tools");
        }
        if (call.options().think() == Think.ON && !model.can(Capability.THINKING)) {
            throw OllamaError.badRequest("\"" + call.model() + "\" does not support thinking");
        }
    }
}
