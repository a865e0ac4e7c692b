package dev.serai.runtime.console;

import dev.serai.runtime.imports.ImportedProperties;
import dev.serai.runtime.load.LoadError;
import dev.serai.runtime.load.LoadException;
import dev.serai.runtime.load.Workflows;
import java.util.List;

/** Imports that lie in the folders by now. */
final class ImportedFolders {

    private final Workflows workflows;

    ImportedFolders(Workflows workflows) {
        this.workflows = workflows;
    }

    /**
     * @param place as the paths of its files begin
     * @param folder the same as the runtime's machine names it
     */
    record Shown(String flow, String place, String folder, List<SetProperties.Shown> properties) {}

    Shown get(ApiCall call) {
        return shown(call.id(), existing(call));
    }

    Shown set(ApiCall call) {
        var given =
                SetProperties.given(call, ImportedProperties.read(existing(call).text()));
        return shown(call.id(), workflows.set(call.id(), given));
    }

    Void remove(ApiCall call) {
        workflows.remove(call.id());
        return null;
    }

    private Workflows.Existing existing(ApiCall call) {
        return workflows
                .existing(call.id())
                .orElseThrow(() -> new LoadException(
                        LoadError.NOT_IMPORTED,
                        "There is no imported folder '" + ConsoleException.shown(call.id()) + "' that may be written"))
                .checked();
    }

    private static Shown shown(String flow, Workflows.Existing existing) {
        return new Shown(
                flow,
                existing.place().path(),
                existing.place().folder(),
                ImportedProperties.read(existing.text()).stream()
                        .map(property -> SetProperties.shown(property, existing.properties()))
                        .toList());
    }
}
