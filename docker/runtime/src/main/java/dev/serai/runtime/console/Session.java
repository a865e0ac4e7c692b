package dev.serai.runtime.console;

import dev.serai.runtime.model.ModelInUse;
import java.util.function.Supplier;

/**
 * Who uses the page, and what answers there.
 *
 * @param environment private or public
 */
record Session(String environment, String version, Supplier<ModelInUse> model) {

    record Shown(String user, String environment, String version, Model model) {}

    record Model(String name, String kind, String hint) {}

    Shown show(ApiCall call) {
        var used = model.get();
        return new Shown(
                call.user(),
                environment,
                version,
                used == null
                        ? null
                        : new Model(used.name(), word(used.kind()), used.hint() == null ? "" : used.hint()));
    }

    private static String word(ModelInUse.Kind kind) {
        return switch (kind) {
            case CONFIGURED -> "configured";
            case OLLAMA -> "ollama";
            case EXTRACTIVE -> "no language model";
        };
    }
}
