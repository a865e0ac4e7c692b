package dev.serai.modal.client.data;

import com.google.protobuf.ByteString;
import dev.serai.modal.client.codec.Pickle;
import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.error.ModalException;
import dev.serai.modal.client.grpc.GrpcException;
import dev.serai.modal.client.grpc.GrpcStatus;
import dev.serai.modal.client.plane.ModalApi;
import dev.serai.modal.client.plane.Names;
import dev.serai.modal.client.plane.Plane;
import dev.serai.modal.client.plane.Stages;
import dev.serai.modal.proto.QueueClearRequest;
import dev.serai.modal.proto.QueueDeleteRequest;
import dev.serai.modal.proto.QueueGetOrCreateRequest;
import dev.serai.modal.proto.QueueGetOrCreateResponse;
import dev.serai.modal.proto.QueueGetRequest;
import dev.serai.modal.proto.QueueLenRequest;
import dev.serai.modal.proto.QueueLenResponse;
import dev.serai.modal.proto.QueueNextItemsRequest;
import dev.serai.modal.proto.QueuePutRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Queues by their names. Each has partitions, of which the one without a name is the usual. */
public final class Queues {

    /** How long the server waits for something in one call. */
    private static final Duration POLL = Duration.ofSeconds(50);

    private static final Duration LONGEST_LOOK = Duration.ofSeconds(30);
    private static final int MOST_PARTITION_BYTES = 64;

    private final Plane plane;
    private final Names names;

    /** @param create whether a queue is made if there is none of its name */
    public Queues(Plane plane, boolean create) {
        this.plane = plane;
        this.names = new Names(
                "queue",
                name -> Stages.map(
                        plane.call(
                                ModalApi.QUEUE_GET_OR_CREATE,
                                QueueGetOrCreateRequest.newBuilder()
                                        .setDeploymentName(name)
                                        .setEnvironmentName(plane.settings().environment())
                                        .setObjectCreationType(Names.creation(create))
                                        .build()),
                        QueueGetOrCreateResponse::getQueueId));
    }

    /**
     * Waits while the queue is full.
     *
     * @param limit how long is waited; zero for not at all
     * @param keep  how long a partition lives after something was put into it
     */
    public CompletableFuture<Void> put(String name, String partition, List<?> values, Duration limit, Duration keep) {
        var question = QueuePutRequest.newBuilder()
                .setPartitionKey(partition(partition))
                .setPartitionTtlSeconds(Math.toIntExact(keep.toSeconds()));
        values.forEach(value -> question.addValues(ByteString.copyFrom(Pickle.encode(value))));
        return names.with(
                name,
                id -> put(name, question.setQueueId(id).build(), limit, System.nanoTime(), Duration.ofMillis(100)));
    }

    private CompletableFuture<Void> put(
            String name, QueuePutRequest question, Duration limit, long began, Duration pause) {
        return Stages.recover(plane.send(ModalApi.QUEUE_PUT, question), error -> {
            if (!(error instanceof GrpcException fault) || fault.status() != GrpcStatus.RESOURCE_EXHAUSTED) {
                return CompletableFuture.failedFuture(error);
            }
            var left = limit.minusNanos(System.nanoTime() - began);
            if (left.isNegative() || left.isZero()) {
                return CompletableFuture.failedFuture(
                        new ModalException(ModalError.QUEUE_FULL, "the queue '" + name + "' is full", fault));
            }
            var wait = left.compareTo(pause) < 0 ? left : pause;
            var later = CompletableFuture.delayedExecutor(
                    wait.toMillis(), TimeUnit.MILLISECONDS, plane.network().executor());
            var doubled = pause.multipliedBy(2).compareTo(LONGEST_LOOK) < 0 ? pause.multipliedBy(2) : LONGEST_LOOK;
            return Stages.then(
                    CompletableFuture.runAsync(() -> {}, later), waited -> put(name, question, limit, began, doubled));
        });
    }

    /**
     * Takes values out, at least one. One that cannot be read does not take the others with it, which are out of the
     * queue too: the exception stands in its place.
     *
     * @param most  how many at most
     * @param limit how long is waited for the first one
     */
    public CompletableFuture<List<Object>> get(String name, String partition, int most, Duration limit) {
        var question = QueueGetRequest.newBuilder()
                .setPartitionKey(partition(partition))
                .setNValues(most);
        return names.with(name, id -> get(name, question.setQueueId(id), limit, System.nanoTime()));
    }

    private CompletableFuture<List<Object>> get(
            String name, QueueGetRequest.Builder question, Duration limit, long began) {
        var left = limit.minusNanos(System.nanoTime() - began);
        var wait = left.isNegative() ? Duration.ZERO : left.compareTo(POLL) < 0 ? left : POLL;
        question.setTimeout(wait.toMillis() / 1000f);
        var asked = System.nanoTime();
        return Stages.then(plane.call(ModalApi.QUEUE_GET, question.build(), wait), answer -> {
            if (answer.getValuesCount() > 0) {
                return CompletableFuture.completedFuture(values(answer.getValuesList()));
            }
            if (System.nanoTime() - began >= limit.toNanos() || System.nanoTime() - asked < wait.toNanos() / 2) {
                throw new ModalException(
                        ModalError.QUEUE_EMPTY,
                        "the queue '" + name + "' gave nothing within " + limit.toMillis() + " ms");
            }
            return get(name, question, limit, began);
        });
    }

    private static List<Object> values(List<ByteString> encoded) {
        // A list that may hold null, which is a value like others.
        return encoded.stream().map(Queues::value).collect(Collectors.toList());
    }

    /** The value, or the exception that tells why it cannot be read. */
    private static Object value(ByteString encoded) {
        try {
            return Pickle.decode(encoded.toByteArray());
        } catch (ModalException e) {
            return e;
        }
    }

    /**
     * Looks at values without taking them out, those after an entry, or from the beginning with an empty one. For one that
     * cannot be read the entry has the exception.
     */
    public CompletableFuture<List<QueueEntry>> look(String name, String partition, String after, Duration limit) {
        var wait = limit.compareTo(LONGEST_LOOK) < 0 ? limit : LONGEST_LOOK;
        return names.with(
                name,
                id -> Stages.map(
                        plane.call(
                                ModalApi.QUEUE_NEXT_ITEMS,
                                QueueNextItemsRequest.newBuilder()
                                        .setQueueId(id)
                                        .setPartitionKey(partition(partition))
                                        .setLastEntryId(after)
                                        .setItemPollTimeout(wait.toMillis() / 1000f)
                                        .build(),
                                wait),
                        answer -> answer.getItemsList().stream()
                                .map(item -> new QueueEntry(item.getEntryId(), value(item.getValue())))
                                .toList()));
    }

    /** @param all of all partitions */
    public CompletableFuture<Integer> length(String name, String partition, boolean all) {
        return names.with(
                name,
                id -> Stages.map(
                        plane.call(
                                ModalApi.QUEUE_LEN,
                                QueueLenRequest.newBuilder()
                                        .setQueueId(id)
                                        .setPartitionKey(partition(partition))
                                        .setTotal(all)
                                        .build()),
                        QueueLenResponse::getLen));
    }

    public CompletableFuture<Void> clear(String name, String partition, boolean all) {
        return names.with(
                name,
                id -> plane.send(
                        ModalApi.QUEUE_CLEAR,
                        QueueClearRequest.newBuilder()
                                .setQueueId(id)
                                .setPartitionKey(partition(partition))
                                .setAllPartitions(all)
                                .build()));
    }

    public CompletableFuture<Void> delete(String name) {
        return names.with(name, id -> {
            names.forget(name);
            return plane.send(
                    ModalApi.QUEUE_DELETE,
                    QueueDeleteRequest.newBuilder().setQueueId(id).build());
        });
    }

    private static ByteString partition(String partition) {
        if (partition == null || partition.isEmpty()) {
            return ByteString.EMPTY;
        }
        var bytes = partition.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MOST_PARTITION_BYTES) {
            throw new ModalException(
                    ModalError.BAD_INPUT,
                    "the partition has " + bytes.length + " bytes, more than " + MOST_PARTITION_BYTES);
        }
        return ByteString.copyFrom(bytes);
    }
}
