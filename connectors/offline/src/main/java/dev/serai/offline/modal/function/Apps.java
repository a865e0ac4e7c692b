package dev.serai.offline.modal.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.serai.modal.proto.AppGetOrCreateRequest;
import dev.serai.modal.proto.AppGetOrCreateResponse;
import dev.serai.modal.proto.ClassParameterSet;
import dev.serai.modal.proto.FunctionBindParamsRequest;
import dev.serai.modal.proto.FunctionBindParamsResponse;
import dev.serai.modal.proto.FunctionGetByIdRequest;
import dev.serai.modal.proto.FunctionGetByIdResponse;
import dev.serai.modal.proto.FunctionGetRequest;
import dev.serai.modal.proto.FunctionGetResponse;
import dev.serai.modal.proto.FunctionOptions;
import dev.serai.modal.proto.ObjectCreationType;
import dev.serai.offline.http.Json;
import dev.serai.offline.modal.machine.Machine;
import dev.serai.offline.modal.wire.Ids;
import dev.serai.offline.modal.wire.Named;
import dev.serai.offline.modal.wire.Refusal;
import dev.serai.offline.modal.wire.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Apps and what they offer. */
public final class Apps {
    private static final String CLASS_SUFFIX = ".*";

    private final Machine machine;
    private final Shapes shapes;
    private final Sources sources;
    private final Named<App> apps = new Named<>("App", "ap", App::new);
    private final Map<String, Target> targets = new ConcurrentHashMap<>();
    private final Map<String, String> ids = new HashMap<>();
    private final AtomicInteger versions = new AtomicInteger();

    public Apps(Machine machine, Shapes shapes) {
        this.machine = machine;
        this.shapes = shapes;
        sources = new Sources(machine);
    }

    public void offer(Table table) {
        table.on("AppGetOrCreate", AppGetOrCreateRequest.parser(), this::getOrCreate);
        table.later("FunctionGet", FunctionGetRequest.parser(), (question, call) -> find(question));
        table.on("FunctionGetById", FunctionGetByIdRequest.parser(), this::byId);
        table.on("FunctionBindParams", FunctionBindParamsRequest.parser(), this::bind);
    }

    /** Deploys a file of Python as an app. */
    public void deploy(String name, Path source) {
        app(name).source(source.toAbsolutePath());
    }

    /** Deploys text of Python as an app. */
    public void deploy(String name, String source) {
        try {
            // A new version is a new folder, so that calls that run keep theirs.
            var folder = machine.folder().resolve("apps").resolve(String.valueOf(versions.incrementAndGet()));
            Files.createDirectories(folder);
            deploy(name, Files.writeString(folder.resolve(name.replaceAll("\\W", "_") + ".py"), source));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The app of an identifier; refuses what is not there. */
    public App get(String id) {
        return apps.get(id);
    }

    /** The app of a name; refuses what is not there. */
    public App named(String environment, String name) {
        return apps.get(apps.find(environment, name, ObjectCreationType.OBJECT_CREATION_TYPE_UNSPECIFIED));
    }

    public synchronized void clear() {
        apps.clear();
        targets.clear();
        ids.clear();
    }

    Target target(String id) {
        var found = targets.get(id);
        if (found == null) {
            throw Refusal.notFound("Function '" + id + "' not found");
        }
        return found;
    }

    private App app(String name) {
        return apps.get(apps.find("", name, ObjectCreationType.OBJECT_CREATION_TYPE_CREATE_IF_MISSING));
    }

    private AppGetOrCreateResponse getOrCreate(AppGetOrCreateRequest question) {
        var id = apps.find(question.getEnvironmentName(), question.getAppName(), question.getObjectCreationType());
        return AppGetOrCreateResponse.newBuilder().setAppId(id).build();
    }

    private CompletableFuture<FunctionGetResponse> find(FunctionGetRequest question) {
        if (question.getAppVersion() != 0) {
            throw Refusal.notDone("older versions of an app");
        }
        var app = named(question.getEnvironmentName(), question.getAppName());
        var tag = question.getObjectTag();
        var missing = Refusal.notFound("Function '" + question.getAppName() + "/" + tag + "' not found");
        if (app.source() == null) {
            throw missing;
        }
        var source = app.source();
        return sources.describe(source).thenApply(shape -> {
            var isClass = tag.endsWith(CLASS_SUFFIX);
            var name = isClass ? tag.substring(0, tag.length() - CLASS_SUFFIX.length()) : tag;
            var found = one(shape.path(isClass ? "classes" : "functions"), name);
            if (found == null) {
                throw missing;
            }
            var target = known(app, source, tag, found, isClass, shape.path("options"));
            return FunctionGetResponse.newBuilder()
                    .setFunctionId(target.id())
                    .setHandleMetadata(shapes.metadata(target))
                    .build();
        });
    }

    private synchronized Target known(
            App app, Path source, String tag, JsonNode shape, boolean isClass, JsonNode options) {
        var id = ids.computeIfAbsent(app.id() + "/" + tag, key -> Ids.next("fu"));
        var target = new Target(id, app.id(), source, shape, isClass, options, Json.object());
        targets.put(id, target);
        return target;
    }

    private FunctionGetByIdResponse byId(FunctionGetByIdRequest question) {
        return FunctionGetByIdResponse.newBuilder()
                .setHandleMetadata(shapes.metadata(target(question.getFunctionId())))
                .build();
    }

    private FunctionBindParamsResponse bind(FunctionBindParamsRequest question) {
        if (changesOptions(question.getFunctionOptions())) {
            throw Refusal.notDone("options of a bound class");
        }
        var target = target(question.getFunctionId());
        if (!target.isClass()) {
            throw Refusal.invalid("Function '" + target.name() + "' is no class");
        }
        var values = values(question);
        for (var parameter : target.shape().path("parameters")) {
            var name = parameter.path("name").asText();
            if (!values.has(name)) {
                if (!parameter.has("default")) {
                    throw Refusal.invalid("parameter '" + name + "' of class '" + target.name() + "' is missing");
                }
                values.set(name, parameter.path("default"));
            }
        }
        var bound = target.bound(Ids.next("fu"), values);
        targets.put(bound.id(), bound);
        return FunctionBindParamsResponse.newBuilder()
                .setBoundFunctionId(bound.id())
                .setHandleMetadata(shapes.metadata(bound))
                .build();
    }

    /** The empty description of a GPU is what clients send when none is wanted. */
    private static boolean changesOptions(FunctionOptions options) {
        var resources = options.getResources();
        var changed = resources.hasGpuConfig() && resources.getGpuConfig().getSerializedSize() == 0
                ? resources.toBuilder().clearGpuConfig().build()
                : resources;
        return changed.getSerializedSize() > 0
                || options.toBuilder().clearResources().build().getSerializedSize() > 0;
    }

    private static ObjectNode values(FunctionBindParamsRequest question) {
        try {
            var values = Json.object();
            for (var value :
                    ClassParameterSet.parseFrom(question.getSerializedParams()).getParametersList()) {
                switch (value.getValueOneofCase()) {
                    case STRING_VALUE -> values.put(value.getName(), value.getStringValue());
                    case INT_VALUE -> values.put(value.getName(), value.getIntValue());
                    case BOOL_VALUE -> values.put(value.getName(), value.getBoolValue());
                    case BYTES_VALUE ->
                        values.putObject(value.getName())
                                .put(
                                        "hex",
                                        HexFormat.of()
                                                .formatHex(value.getBytesValue().toByteArray()));
                    default -> throw Refusal.notDone("class parameters of the type " + value.getType());
                }
            }
            return values;
        } catch (InvalidProtocolBufferException e) {
            throw Refusal.invalid("the parameters cannot be read");
        }
    }

    private static JsonNode one(JsonNode shapes, String name) {
        for (var shape : shapes) {
            if (shape.path("name").asText().equals(name)) {
                return shape;
            }
        }
        return null;
    }
}
