package dev.serai.modal.client.data;

import com.google.protobuf.ByteString;
import dev.serai.modal.client.codec.Pickle;
import dev.serai.modal.client.plane.ModalApi;
import dev.serai.modal.client.plane.Names;
import dev.serai.modal.client.plane.Plane;
import dev.serai.modal.client.plane.Stages;
import dev.serai.modal.proto.DictClearRequest;
import dev.serai.modal.proto.DictContainsRequest;
import dev.serai.modal.proto.DictContainsResponse;
import dev.serai.modal.proto.DictContentsRequest;
import dev.serai.modal.proto.DictDeleteRequest;
import dev.serai.modal.proto.DictEntry;
import dev.serai.modal.proto.DictGetOrCreateRequest;
import dev.serai.modal.proto.DictGetOrCreateResponse;
import dev.serai.modal.proto.DictGetRequest;
import dev.serai.modal.proto.DictLenRequest;
import dev.serai.modal.proto.DictLenResponse;
import dev.serai.modal.proto.DictPopRequest;
import dev.serai.modal.proto.DictUpdateRequest;
import dev.serai.modal.proto.DictUpdateResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Dicts by their names. Keys are found by their encoded form, which is the one that Python makes. */
public final class Dicts {

    private final Plane plane;
    private final Names names;

    /** @param create whether a dict is made if there is none of its name */
    public Dicts(Plane plane, boolean create) {
        this.plane = plane;
        this.names = new Names(
                "dict",
                name -> Stages.map(
                        plane.call(
                                ModalApi.DICT_GET_OR_CREATE,
                                DictGetOrCreateRequest.newBuilder()
                                        .setDeploymentName(name)
                                        .setEnvironmentName(plane.settings().environment())
                                        .setObjectCreationType(Names.creation(create))
                                        .build()),
                        DictGetOrCreateResponse::getDictId));
    }

    /** The value, or empty if there is no such key. */
    public CompletableFuture<Optional<Found>> get(String name, Object key) {
        return names.with(
                name,
                id -> Stages.map(
                        plane.call(
                                ModalApi.DICT_GET,
                                DictGetRequest.newBuilder()
                                        .setDictId(id)
                                        .setKey(encoded(key))
                                        .build()),
                        answer -> found(answer.getFound(), answer.getValue())));
    }

    /** Takes the value out. */
    public CompletableFuture<Optional<Found>> pop(String name, Object key) {
        return names.with(
                name,
                id -> Stages.map(
                        plane.call(
                                ModalApi.DICT_POP,
                                DictPopRequest.newBuilder()
                                        .setDictId(id)
                                        .setKey(encoded(key))
                                        .build()),
                        answer -> found(answer.getFound(), answer.getValue())));
    }

    /** A value that is there; it may be null. */
    public record Found(Object value) {}

    private static Optional<Found> found(boolean found, ByteString value) {
        return found ? Optional.of(new Found(Pickle.decode(value.toByteArray()))) : Optional.empty();
    }

    /**
     * Puts entries in.
     *
     * @param onlyNew whether nothing happens when a key is there already
     * @return whether something was put in
     */
    public CompletableFuture<Boolean> put(String name, Map<?, ?> entries, boolean onlyNew) {
        var question = DictUpdateRequest.newBuilder().setIfNotExists(onlyNew);
        entries.forEach((key, value) ->
                question.addUpdates(DictEntry.newBuilder().setKey(encoded(key)).setValue(encoded(value))));
        return names.with(
                name,
                id -> Stages.map(
                        plane.call(ModalApi.DICT_UPDATE, question.setDictId(id).build()),
                        onlyNew ? DictUpdateResponse::getCreated : answer -> true));
    }

    public CompletableFuture<Boolean> contains(String name, Object key) {
        return names.with(
                name,
                id -> Stages.map(
                        plane.call(
                                ModalApi.DICT_CONTAINS,
                                DictContainsRequest.newBuilder()
                                        .setDictId(id)
                                        .setKey(encoded(key))
                                        .build()),
                        DictContainsResponse::getFound));
    }

    public CompletableFuture<Integer> length(String name) {
        return names.with(
                name,
                id -> Stages.map(
                        plane.call(
                                ModalApi.DICT_LEN,
                                DictLenRequest.newBuilder().setDictId(id).build()),
                        DictLenResponse::getLen));
    }

    /** All entries. */
    public CompletableFuture<Map<Object, Object>> contents(String name) {
        return names.with(name, id -> {
            var found = new Gathered<DictEntry>(
                    "the dict '" + name + "'", plane.settings().maxBlobBytes());
            var question = DictContentsRequest.newBuilder()
                    .setDictId(id)
                    .setKeys(true)
                    .setValues(true)
                    .build();
            return Stages.map(
                    plane.stream(
                            ModalApi.DICT_CONTENTS,
                            question,
                            Duration.ZERO,
                            entry -> found.add(entry, entry.getSerializedSize(), 1)),
                    ended -> decoded(found.all()));
        });
    }

    private static Map<Object, Object> decoded(List<DictEntry> found) {
        var entries = new LinkedHashMap<Object, Object>();
        found.forEach(entry -> entries.put(
                Pickle.decode(entry.getKey().toByteArray()),
                Pickle.decode(entry.getValue().toByteArray())));
        return entries;
    }

    public CompletableFuture<Void> clear(String name) {
        return names.with(
                name,
                id -> plane.send(
                        ModalApi.DICT_CLEAR,
                        DictClearRequest.newBuilder().setDictId(id).build()));
    }

    public CompletableFuture<Void> delete(String name) {
        return names.with(name, id -> {
            names.forget(name);
            return plane.send(
                    ModalApi.DICT_DELETE,
                    DictDeleteRequest.newBuilder().setDictId(id).build());
        });
    }

    private static ByteString encoded(Object value) {
        return ByteString.copyFrom(Pickle.encode(value));
    }
}
