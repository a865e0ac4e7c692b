package dev.serai.offline.modal.data;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import dev.serai.modal.proto.CreationInfo;
import dev.serai.modal.proto.DictClearRequest;
import dev.serai.modal.proto.DictContainsRequest;
import dev.serai.modal.proto.DictContainsResponse;
import dev.serai.modal.proto.DictContentsRequest;
import dev.serai.modal.proto.DictDeleteRequest;
import dev.serai.modal.proto.DictEntry;
import dev.serai.modal.proto.DictGetOrCreateRequest;
import dev.serai.modal.proto.DictGetOrCreateResponse;
import dev.serai.modal.proto.DictGetRequest;
import dev.serai.modal.proto.DictGetResponse;
import dev.serai.modal.proto.DictHeartbeatRequest;
import dev.serai.modal.proto.DictLenRequest;
import dev.serai.modal.proto.DictLenResponse;
import dev.serai.modal.proto.DictMetadata;
import dev.serai.modal.proto.DictPopRequest;
import dev.serai.modal.proto.DictPopResponse;
import dev.serai.modal.proto.DictUpdateRequest;
import dev.serai.modal.proto.DictUpdateResponse;
import dev.serai.offline.modal.machine.Machine;
import dev.serai.offline.modal.wire.Call;
import dev.serai.offline.modal.wire.Named;
import dev.serai.offline.modal.wire.Table;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Dicts by name; keys and values are bytes that only clients understand. */
public final class Dicts {
    private final Machine machine;
    private final Named<Map<ByteString, ByteString>> dicts =
            new Named<>("Dict", "di", id -> Collections.synchronizedMap(new LinkedHashMap<>()));

    public Dicts(Machine machine) {
        this.machine = machine;
    }

    public void offer(Table table) {
        table.on("DictGetOrCreate", DictGetOrCreateRequest.parser(), this::getOrCreate);
        table.on("DictHeartbeat", DictHeartbeatRequest.parser(), question -> {
            dicts.get(question.getDictId());
            return Empty.getDefaultInstance();
        });
        table.on("DictDelete", DictDeleteRequest.parser(), question -> {
            dicts.remove(question.getDictId());
            return Empty.getDefaultInstance();
        });
        table.on("DictGet", DictGetRequest.parser(), this::get);
        table.on("DictPop", DictPopRequest.parser(), this::pop);
        table.on("DictUpdate", DictUpdateRequest.parser(), this::update);
        table.on(
                "DictContains",
                DictContainsRequest.parser(),
                question -> DictContainsResponse.newBuilder()
                        .setFound(dicts.get(question.getDictId()).containsKey(question.getKey()))
                        .build());
        table.on(
                "DictLen",
                DictLenRequest.parser(),
                question -> DictLenResponse.newBuilder()
                        .setLen(dicts.get(question.getDictId()).size())
                        .build());
        table.on("DictClear", DictClearRequest.parser(), question -> {
            dicts.get(question.getDictId()).clear();
            return Empty.getDefaultInstance();
        });
        table.stream("DictContents", DictContentsRequest.parser(), this::contents);
    }

    public void clear() {
        dicts.clear();
    }

    private DictGetOrCreateResponse getOrCreate(DictGetOrCreateRequest question) {
        var name = question.getDeploymentName();
        var known = dicts.byName(name);
        var id = dicts.find(question.getEnvironmentName(), name, question.getObjectCreationType());
        if (dicts.get(id) != known) {
            put(dicts.get(id), question.getDataList(), false);
        }
        return DictGetOrCreateResponse.newBuilder()
                .setDictId(id)
                .setMetadata(DictMetadata.newBuilder()
                        .setName(name)
                        .setCreationInfo(CreationInfo.newBuilder().setCreatedAt(machine.seconds())))
                .build();
    }

    private DictGetResponse get(DictGetRequest question) {
        var value = dicts.get(question.getDictId()).get(question.getKey());
        return value == null
                ? DictGetResponse.getDefaultInstance()
                : DictGetResponse.newBuilder().setFound(true).setValue(value).build();
    }

    private DictPopResponse pop(DictPopRequest question) {
        var value = dicts.get(question.getDictId()).remove(question.getKey());
        return value == null
                ? DictPopResponse.getDefaultInstance()
                : DictPopResponse.newBuilder().setFound(true).setValue(value).build();
    }

    private DictUpdateResponse update(DictUpdateRequest question) {
        var dict = dicts.get(question.getDictId());
        return DictUpdateResponse.newBuilder()
                .setCreated(put(dict, question.getUpdatesList(), question.getIfNotExists()))
                .build();
    }

    private void contents(DictContentsRequest question, Call call) {
        var dict = dicts.get(question.getDictId());
        Map<ByteString, ByteString> copy;
        synchronized (dict) {
            copy = new LinkedHashMap<>(dict);
        }
        copy.forEach((key, value) -> {
            var entry = DictEntry.newBuilder();
            if (question.getKeys()) {
                entry.setKey(key);
            }
            if (question.getValues()) {
                entry.setValue(value);
            }
            call.send(entry.build());
        });
        call.end();
    }

    /** Tells whether a key came in that was not there. */
    private static boolean put(Map<ByteString, ByteString> dict, List<DictEntry> entries, boolean onlyNew) {
        var created = false;
        for (var entry : entries) {
            if (onlyNew) {
                created |= dict.putIfAbsent(entry.getKey(), entry.getValue()) == null;
            } else {
                created |= dict.put(entry.getKey(), entry.getValue()) == null;
            }
        }
        return created;
    }
}
