package dev.serai.offline.daytona.api;

import dev.serai.offline.daytona.toolbox.Machine;
import dev.serai.offline.daytona.wire.Call;
import dev.serai.offline.daytona.wire.Fields;
import dev.serai.offline.daytona.wire.Refusal;
import dev.serai.offline.daytona.wire.Table;
import dev.serai.offline.http.Json;
import java.util.function.Consumer;

/** Volumes over HTTP. */
final class VolumeHandlers {
    private final Volumes volumes;
    private final Sandboxes sandboxes;
    private final Machine machine;

    VolumeHandlers(Volumes volumes, Sandboxes sandboxes, Machine machine) {
        this.volumes = volumes;
        this.sandboxes = sandboxes;
        this.machine = machine;
    }

    void addTo(Table<Consumer<Call>> table) {
        table.on("GET", "/volumes", this::list)
                .on(
                        "POST",
                        "/volumes",
                        call -> call.reply(
                                volumes.create(Fields.text(call.json(), "name")).toJson()))
                .on(
                        "GET",
                        "/volumes/by-name/{}",
                        call -> call.reply(volumes.named(call.word(0)).toJson()))
                .on(
                        "GET",
                        "/volumes/{}",
                        call -> call.reply(volumes.get(call.word(0)).toJson()))
                .on("DELETE", "/volumes/{}", this::delete);
    }

    private void list(Call call) {
        var list = Json.array();
        volumes.list().forEach(volume -> list.add(volume.toJson()));
        call.reply(list);
    }

    private void delete(Call call) {
        var volume = volumes.get(call.word(0));
        for (var sandbox : sandboxes.all()) {
            if (sandbox.wish().mounts().stream()
                    .anyMatch(mount -> mount.volumeId().equals(volume.id())
                            || mount.volumeId().equals(volume.name()))) {
                throw Refusal.conflict("Volume cannot be deleted because it is in use by one or more sandboxes (e.g. "
                        + sandbox.name() + ")");
            }
        }
        var deleted = machine.work(() -> {
            volumes.delete(volume);
            return volume;
        });
        call.later(deleted, gone -> call.replyEmpty(200));
    }
}
