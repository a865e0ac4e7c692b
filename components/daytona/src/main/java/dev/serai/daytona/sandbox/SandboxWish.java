package dev.serai.daytona.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.daytona.Arguments;
import dev.serai.support.json.Json;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** What is told to the service about a sandbox that is to be made. */
public final class SandboxWish {

    /** Options whose names the service has too, or another name for. */
    private static final Map<String, String> NUMBERS = Map.of(
            "cpu", "cpu",
            "memory", "memory",
            "disk", "disk",
            "gpu", "gpu",
            "autoStop", "autoStopInterval",
            "autoArchive", "autoArchiveInterval",
            "autoDelete", "autoDeleteInterval");

    private static final List<String> RESOURCES = List.of("cpu", "memory", "disk", "gpu");

    private static final Map<String, String> TEXTS = Map.of(
            "name", "name",
            "snapshot", "snapshot",
            "osUser", "user",
            "networkAllowList", "networkAllowList",
            "domainAllowList", "domainAllowList");

    private static final Map<String, String> FLAGS =
            Map.of("networkBlockAll", "networkBlockAll", "openPreview", "public");

    private SandboxWish() {}

    /** @param target the region; may be null */
    public static ObjectNode of(Arguments arguments, String target) {
        var wish = Json.object();
        put(TEXTS, (option, name) -> wish.put(name, arguments.text(option)), arguments);
        put(NUMBERS, (option, name) -> wish.put(name, arguments.number(option)), arguments);
        put(FLAGS, (option, name) -> wish.put(name, arguments.flag(option)), arguments);
        if (target != null) {
            wish.put("target", target);
        }
        image(wish, arguments);
        var env = arguments.map("env");
        if (!env.isEmpty()) {
            wish.set("env", Json.tree(env));
        }
        labels(wish, arguments);
        volumes(wish, arguments.list("volumes"));
        if (Boolean.TRUE.equals(arguments.flag("ephemeral"))) {
            if (wish.has("autoDeleteInterval")
                    && wish.path("autoDeleteInterval").asInt() != 0) {
                throw Arguments.bad("ephemeral=true and autoDelete say different things");
            }
            wish.put("autoDeleteInterval", 0);
        }
        return wish;
    }

    private static void put(Map<String, String> names, BiConsumer<String, String> setter, Arguments arguments) {
        names.forEach((option, name) -> {
            if (arguments.value(option) != null) {
                setter.accept(option, name);
            }
        });
    }

    private static void image(ObjectNode wish, Arguments arguments) {
        var image = arguments.text("image");
        if (image == null) {
            if (RESOURCES.stream().anyMatch(wish::has)) {
                throw Arguments.bad("cpu, memory, disk and gpu are decided by the snapshot and only taken with image");
            }
            return;
        }
        if (wish.has("snapshot")) {
            throw Arguments.bad("image and snapshot are both set");
        }
        wish.putObject("buildInfo").put("dockerfileContent", dockerfile(image));
    }

    /** An image by its name; a line break would add what nobody asked for. */
    static String dockerfile(String image) {
        if (image.isBlank() || image.chars().anyMatch(c -> c <= ' ')) {
            throw Arguments.bad("image is no name of an image");
        }
        return "FROM " + image + "\n";
    }

    private static void labels(ObjectNode wish, Arguments arguments) {
        var labels = Json.object();
        arguments.map("labels").forEach(labels::put);
        var language = arguments.text("language");
        if (language != null) {
            labels.put("code-toolbox-language", language);
        }
        if (!labels.isEmpty()) {
            wish.set("labels", labels);
        }
    }

    private static void volumes(ObjectNode wish, List<String> volumes) {
        if (volumes == null || volumes.isEmpty()) {
            return;
        }
        var mounts = wish.putArray("volumes");
        for (var volume : volumes) {
            var parts = volume.split(":", 3);
            if (parts.length < 2 || parts[0].isBlank() || !parts[1].startsWith("/")) {
                throw Arguments.bad(
                        "volumes has '" + volume + "', which is not of the form id:/path or id:/path:folder");
            }
            var mount = mounts.addObject().put("volumeId", parts[0]).put("mountPath", parts[1]);
            if (parts.length == 3) {
                mount.put("subpath", parts[2]);
            }
        }
    }
}
