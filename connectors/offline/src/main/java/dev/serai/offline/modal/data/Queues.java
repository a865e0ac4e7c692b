package dev.serai.offline.modal.data;

import com.google.protobuf.Empty;
import com.google.protobuf.MessageLite;
import dev.serai.modal.proto.CreationInfo;
import dev.serai.modal.proto.QueueClearRequest;
import dev.serai.modal.proto.QueueDeleteRequest;
import dev.serai.modal.proto.QueueGetOrCreateRequest;
import dev.serai.modal.proto.QueueGetOrCreateResponse;
import dev.serai.modal.proto.QueueGetRequest;
import dev.serai.modal.proto.QueueGetResponse;
import dev.serai.modal.proto.QueueHeartbeatRequest;
import dev.serai.modal.proto.QueueItem;
import dev.serai.modal.proto.QueueLenRequest;
import dev.serai.modal.proto.QueueLenResponse;
import dev.serai.modal.proto.QueueMetadata;
import dev.serai.modal.proto.QueueNextItemsRequest;
import dev.serai.modal.proto.QueueNextItemsResponse;
import dev.serai.modal.proto.QueuePutRequest;
import dev.serai.offline.modal.machine.Machine;
import dev.serai.offline.modal.wire.Call;
import dev.serai.offline.modal.wire.Named;
import dev.serai.offline.modal.wire.Refusal;
import dev.serai.offline.modal.wire.Table;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Queues by name. */
public final class Queues {
    private static final int MOST_KEY_BYTES = 64;

    private final Machine machine;
    private final Named<Queue> queues;

    public Queues(Machine machine) {
        this.machine = machine;
        queues = new Named<>("Queue", "qu", id -> new Queue(machine::now));
    }

    public void offer(Table table) {
        table.on("QueueGetOrCreate", QueueGetOrCreateRequest.parser(), this::getOrCreate);
        table.on("QueueHeartbeat", QueueHeartbeatRequest.parser(), question -> {
            queues.get(question.getQueueId());
            return Empty.getDefaultInstance();
        });
        table.on("QueueDelete", QueueDeleteRequest.parser(), question -> {
            queues.remove(question.getQueueId());
            return Empty.getDefaultInstance();
        });
        table.on("QueuePut", QueuePutRequest.parser(), this::put);
        table.later("QueueGet", QueueGetRequest.parser(), this::get);
        table.later("QueueNextItems", QueueNextItemsRequest.parser(), this::next);
        table.on("QueueLen", QueueLenRequest.parser(), this::length);
        table.on("QueueClear", QueueClearRequest.parser(), this::clear);
    }

    public void clear() {
        queues.clear();
    }

    private QueueGetOrCreateResponse getOrCreate(QueueGetOrCreateRequest question) {
        var name = question.getDeploymentName();
        return QueueGetOrCreateResponse.newBuilder()
                .setQueueId(queues.find(question.getEnvironmentName(), name, question.getObjectCreationType()))
                .setMetadata(QueueMetadata.newBuilder()
                        .setName(name)
                        .setCreationInfo(CreationInfo.newBuilder().setCreatedAt(machine.seconds())))
                .build();
    }

    private Empty put(QueuePutRequest question) {
        if (question.getPartitionKey().size() > MOST_KEY_BYTES) {
            throw Refusal.invalid("a partition key has 64 bytes at most");
        }
        question.getValuesList().forEach(value -> {
            if (value.size() > Queue.MOST_BYTES) {
                throw Refusal.invalid("a value has " + Queue.MOST_BYTES + " bytes at most");
            }
        });
        queues.get(question.getQueueId())
                .put(
                        question.getPartitionKey(),
                        question.getValuesList(),
                        Duration.ofSeconds(question.getPartitionTtlSeconds()));
        return Empty.getDefaultInstance();
    }

    private CompletableFuture<MessageLite> get(QueueGetRequest question, Call call) {
        var queue = queues.get(question.getQueueId());
        var found = queue.get(question.getPartitionKey(), question.getNValues());
        return call.within(seconds(question.getTimeout()), found, List.of()).thenApply(items -> {
            var answer = QueueGetResponse.newBuilder();
            items.forEach(item -> answer.addValues(item.value()));
            return answer.build();
        });
    }

    private CompletableFuture<MessageLite> next(QueueNextItemsRequest question, Call call) {
        var after = Call.entry(question.getLastEntryId());
        var found = queues.get(question.getQueueId()).next(question.getPartitionKey(), after);
        return call.within(seconds(question.getItemPollTimeout()), found, List.of())
                .thenApply(items -> {
                    var answer = QueueNextItemsResponse.newBuilder();
                    items.forEach(item -> answer.addItems(
                            QueueItem.newBuilder().setValue(item.value()).setEntryId(item.entry() + "-0")));
                    return answer.build();
                });
    }

    private QueueLenResponse length(QueueLenRequest question) {
        var queue = queues.get(question.getQueueId());
        return QueueLenResponse.newBuilder()
                .setLen(question.getTotal() ? queue.length() : queue.length(question.getPartitionKey()))
                .build();
    }

    private Empty clear(QueueClearRequest question) {
        var queue = queues.get(question.getQueueId());
        if (question.getAllPartitions()) {
            queue.clear();
        } else {
            queue.clear(question.getPartitionKey());
        }
        return Empty.getDefaultInstance();
    }

    private static Duration seconds(float seconds) {
        return Duration.ofMillis((long) (seconds * 1000));
    }
}
