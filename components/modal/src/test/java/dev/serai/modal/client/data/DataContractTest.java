package dev.serai.modal.client.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import dev.serai.modal.client.BlobStore;
import dev.serai.modal.client.Clients;
import dev.serai.modal.client.ModalClient;
import dev.serai.modal.client.ScriptedModal;
import dev.serai.modal.client.codec.Pickle;
import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.plane.ClientSettings;
import dev.serai.modal.client.plane.ModalApi;
import dev.serai.modal.proto.DictContainsResponse;
import dev.serai.modal.proto.DictEntry;
import dev.serai.modal.proto.DictGetOrCreateResponse;
import dev.serai.modal.proto.DictGetResponse;
import dev.serai.modal.proto.DictLenResponse;
import dev.serai.modal.proto.DictPopResponse;
import dev.serai.modal.proto.DictUpdateResponse;
import dev.serai.modal.proto.FileEntry;
import dev.serai.modal.proto.ObjectCreationType;
import dev.serai.modal.proto.QueueGetOrCreateResponse;
import dev.serai.modal.proto.QueueGetResponse;
import dev.serai.modal.proto.QueueItem;
import dev.serai.modal.proto.QueueLenResponse;
import dev.serai.modal.proto.QueueNextItemsResponse;
import dev.serai.modal.proto.SecretGetOrCreateResponse;
import dev.serai.modal.proto.SecretListItem;
import dev.serai.modal.proto.SecretListResponse;
import dev.serai.modal.proto.VolumeFsVersion;
import dev.serai.modal.proto.VolumeGetFile2Response;
import dev.serai.modal.proto.VolumeGetOrCreateRequest;
import dev.serai.modal.proto.VolumeGetOrCreateResponse;
import dev.serai.modal.proto.VolumeListFiles2Response;
import dev.serai.modal.proto.VolumePutFiles2Response;
import io.grpc.Metadata;
import io.grpc.Status;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DataContractTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final ScriptedModal server = Clients.server();
    private final BlobStore blobs = new BlobStore(server);
    private final Clients clients = new Clients();
    private final ModalClient client =
            new ModalClient(clients.network, clients.http, Clients.settings(server.uri()), true, Clock.systemUTC());

    @AfterEach
    void stop() {
        clients.close();
        blobs.close();
        server.close();
    }

    private void queue() {
        server.on(
                ModalApi.QUEUE_GET_OR_CREATE,
                question ->
                        QueueGetOrCreateResponse.newBuilder().setQueueId("qu-1").build());
    }

    private static ByteString pickled(Object value) {
        return ByteString.copyFrom(Pickle.encode(value));
    }

    @Test
    void valuesAreQueuedAsPythonWouldQueueThem() {
        queue();
        server.on(ModalApi.QUEUE_PUT, question -> Empty.getDefaultInstance());

        Clients.get(client.queues().put("jobs", "", List.of(Map.of("a", 1), "s"), Duration.ZERO, DAY));

        var created = server.received(ModalApi.QUEUE_GET_OR_CREATE).get(0);
        assertThat(created.getDeploymentName()).isEqualTo("jobs");
        assertThat(created.getObjectCreationType())
                .isEqualTo(ObjectCreationType.OBJECT_CREATION_TYPE_CREATE_IF_MISSING);
        var put = server.received(ModalApi.QUEUE_PUT).get(0);
        assertThat(put.getQueueId()).isEqualTo("qu-1");
        assertThat(put.getPartitionTtlSeconds()).isEqualTo(86400);
        assertThat(HexFormat.of().formatHex(put.getValues(0).toByteArray()))
                .isEqualTo("8004950a000000000000007d948c0161944b01732e");
        Clients.get(client.queues().put("jobs", "", List.of(1), Duration.ZERO, DAY));
        assertThat(server.received(ModalApi.QUEUE_GET_OR_CREATE))
                .as("asked once")
                .hasSize(1);
    }

    @Test
    void aFullQueueIsWaitedFor() {
        queue();
        var tries = new AtomicInteger();
        server.script(ModalApi.QUEUE_PUT, (question, reply) -> {
            if (tries.incrementAndGet() < 3) {
                reply.fail(Status.RESOURCE_EXHAUSTED);
            } else {
                reply.answer(Empty.getDefaultInstance());
            }
        });

        Clients.get(client.queues().put("jobs", "p", List.of(1), Duration.ofSeconds(10), DAY));
        assertThat(tries).hasValue(3);
        assertThat(server.received(ModalApi.QUEUE_PUT).get(0).getPartitionKey().toStringUtf8())
                .isEqualTo("p");

        tries.set(-1000);
        assertThat(Clients.failure(client.queues().put("jobs", "p", List.of(1), Duration.ofMillis(300), DAY))
                        .error())
                .isEqualTo(ModalError.QUEUE_FULL);
    }

    @Test
    void valuesAreTakenOutOrMissed() {
        queue();
        var full = new AtomicInteger(1);
        server.on(
                ModalApi.QUEUE_GET,
                question -> full.getAndDecrement() > 0
                        ? QueueGetResponse.newBuilder()
                                .addValues(pickled("a"))
                                .addValues(pickled(2L))
                                .build()
                        : QueueGetResponse.getDefaultInstance());

        assertThat(Clients.get(client.queues().get("jobs", "", 5, Duration.ofMinutes(2))))
                .containsExactly("a", 2L);
        var asked = server.received(ModalApi.QUEUE_GET).get(0);
        assertThat(asked.getNValues()).isEqualTo(5);
        assertThat(asked.getTimeout()).isEqualTo(50f);
        assertThat(Clients.failure(client.queues().get("jobs", "", 1, Duration.ofMillis(10)))
                        .error())
                .isEqualTo(ModalError.QUEUE_EMPTY);
    }

    @Test
    void queuesAreLookedAtCountedAndCleared() {
        queue();
        server.on(
                ModalApi.QUEUE_NEXT_ITEMS,
                question -> QueueNextItemsResponse.newBuilder()
                        .addItems(QueueItem.newBuilder().setEntryId("1-0").setValue(pickled("x")))
                        .build());
        server.on(
                ModalApi.QUEUE_LEN,
                question -> QueueLenResponse.newBuilder()
                        .setLen(question.getTotal() ? 9 : 4)
                        .build());
        server.on(ModalApi.QUEUE_CLEAR, question -> Empty.getDefaultInstance());
        server.on(ModalApi.QUEUE_DELETE, question -> Empty.getDefaultInstance());

        assertThat(Clients.get(client.queues().look("jobs", "", "0-5", Duration.ZERO)))
                .containsExactly(new QueueEntry("1-0", "x"));
        assertThat(server.received(ModalApi.QUEUE_NEXT_ITEMS).get(0).getLastEntryId())
                .isEqualTo("0-5");
        assertThat(Clients.get(client.queues().length("jobs", "", false))).isEqualTo(4);
        assertThat(Clients.get(client.queues().length("jobs", "", true))).isEqualTo(9);
        Clients.get(client.queues().clear("jobs", "", true));
        assertThat(server.received(ModalApi.QUEUE_CLEAR).get(0).getAllPartitions())
                .isTrue();
        Clients.get(client.queues().delete("jobs"));
        assertThat(server.received(ModalApi.QUEUE_DELETE)).hasSize(1);
        Clients.get(client.queues().length("jobs", "", false));
        assertThat(server.received(ModalApi.QUEUE_GET_OR_CREATE)).hasSize(2);
        assertThat(Clients.failure(client.queues().length("jobs", "x".repeat(65), false))
                        .error())
                .isEqualTo(ModalError.BAD_INPUT);
    }

    @Test
    void aMissingQueueIsNamedAndAskedForAgain() {
        server.script(ModalApi.QUEUE_GET_OR_CREATE, (question, reply) -> reply.fail(Status.NOT_FOUND));
        assertThat(Clients.failure(client.queues().length("jobs", "", false)))
                .hasMessageStartingWith("[MODAL-108] there is no queue 'jobs'.");

        queue();
        server.on(
                ModalApi.QUEUE_LEN,
                question -> QueueLenResponse.newBuilder().setLen(1).build());
        assertThat(Clients.get(client.queues().length("jobs", "", false))).isEqualTo(1);
    }

    @Test
    void aDictHoldsWhatIsPutIntoIt() {
        var held = new ConcurrentHashMap<ByteString, ByteString>();
        server.on(
                ModalApi.DICT_GET_OR_CREATE,
                question ->
                        DictGetOrCreateResponse.newBuilder().setDictId("di-1").build());
        server.on(ModalApi.DICT_UPDATE, question -> {
            var fresh = question.getUpdatesList().stream().noneMatch(entry -> held.containsKey(entry.getKey()));
            if (fresh || !question.getIfNotExists()) {
                question.getUpdatesList().forEach(entry -> held.put(entry.getKey(), entry.getValue()));
            }
            return DictUpdateResponse.newBuilder().setCreated(fresh).build();
        });
        server.on(
                ModalApi.DICT_GET,
                question -> held.containsKey(question.getKey())
                        ? DictGetResponse.newBuilder()
                                .setFound(true)
                                .setValue(held.get(question.getKey()))
                                .build()
                        : DictGetResponse.getDefaultInstance());
        server.on(ModalApi.DICT_POP, question -> {
            var value = held.remove(question.getKey());
            return value == null
                    ? DictPopResponse.getDefaultInstance()
                    : DictPopResponse.newBuilder()
                            .setFound(true)
                            .setValue(value)
                            .build();
        });
        server.on(
                ModalApi.DICT_CONTAINS,
                question -> DictContainsResponse.newBuilder()
                        .setFound(held.containsKey(question.getKey()))
                        .build());
        server.on(
                ModalApi.DICT_LEN,
                question -> DictLenResponse.newBuilder().setLen(held.size()).build());
        server.script(ModalApi.DICT_CONTENTS, (question, reply) -> {
            held.forEach((key, value) -> reply.message(
                    DictEntry.newBuilder().setKey(key).setValue(value).build()));
            reply.end(Status.OK, new Metadata());
        });
        server.on(ModalApi.DICT_CLEAR, question -> {
            held.clear();
            return Empty.getDefaultInstance();
        });
        var dicts = client.dicts();

        assertThat(Clients.get(dicts.put("d", Map.of("k", Arrays.asList(1L, null), 7L, true), false)))
                .isTrue();
        assertThat(Clients.get(dicts.put("d", Map.of("k", 0), true))).isFalse();
        assertThat(Clients.get(dicts.get("d", "k"))).contains(new Dicts.Found(Arrays.asList(1L, null)));
        assertThat(Clients.get(dicts.get("d", "K"))).isEqualTo(Optional.empty());
        assertThat(Clients.get(dicts.contains("d", 7)))
                .as("as Python writes it")
                .isTrue();
        assertThat(Clients.get(dicts.length("d"))).isEqualTo(2);
        assertThat(Clients.get(dicts.contents("d"))).isEqualTo(Map.of("k", Arrays.asList(1L, null), 7L, true));
        assertThat(Clients.get(dicts.pop("d", 7L))).contains(new Dicts.Found(true));
        assertThat(Clients.get(dicts.pop("d", 7L))).isEmpty();
        Clients.get(dicts.clear("d"));
        assertThat(held).isEmpty();
    }

    @Test
    void secretsAreMadeFoundListedAndDeleted() {
        server.on(
                ModalApi.SECRET_GET_OR_CREATE,
                question -> SecretGetOrCreateResponse.newBuilder()
                        .setSecretId("st-1")
                        .build());
        server.on(
                ModalApi.SECRET_LIST,
                question -> SecretListResponse.newBuilder()
                        .addItems(SecretListItem.newBuilder().setLabel("keys"))
                        .build());
        server.on(ModalApi.SECRET_DELETE, question -> Empty.getDefaultInstance());
        var secrets = client.secrets();

        assertThat(Clients.get(secrets.put("keys", Map.of("A", "b")))).isEqualTo("st-1");
        assertThat(server.received(ModalApi.SECRET_GET_OR_CREATE).get(0).getEnvDictMap())
                .containsEntry("A", "b");
        Clients.get(secrets.find("keys", List.of("A")));
        var found = server.received(ModalApi.SECRET_GET_OR_CREATE).get(1);
        assertThat(found.getRequiredKeysList()).containsExactly("A");
        assertThat(found.getObjectCreationType()).isEqualTo(ObjectCreationType.OBJECT_CREATION_TYPE_UNSPECIFIED);
        assertThat(Clients.get(secrets.list())).containsExactly("keys");
        Clients.get(secrets.delete("keys"));
        assertThat(server.received(ModalApi.SECRET_DELETE).get(0).getSecretId()).isEqualTo("st-1");
    }

    @Test
    void aFileIsWrittenInBlocksOfWhichKnownOnesAreNotSent() throws Exception {
        server.on(
                ModalApi.VOLUME_GET_OR_CREATE,
                question -> VolumeGetOrCreateResponse.newBuilder()
                        .setVolumeId("vo-1")
                        .build());
        server.on(ModalApi.VOLUME_PUT_FILES2, question -> {
            var blocks = question.getFiles(0).getBlocksList();
            return blocks.get(1).hasPutResponse()
                    ? VolumePutFiles2Response.getDefaultInstance()
                    : VolumePutFiles2Response.newBuilder()
                            .addMissingBlocks(VolumePutFiles2Response.MissingBlock.newBuilder()
                                    .setBlockIndex(1)
                                    .setPutUrl(blobs.url("part")))
                            .build();
        });
        var content = new byte[(8 << 20) + 5];
        content[0] = 1;
        content[8 << 20] = 2;

        Clients.get(client.volumes().write("v", "/f", content));

        assertThat(blobs.blobs.get("part")).containsExactly(2);
        var told = server.received(ModalApi.VOLUME_PUT_FILES2);
        assertThat(told).hasSize(2);
        assertThat(told.get(0).getFiles(0).getSize()).isEqualTo(content.length);
        assertThat(told.get(0).getFiles(0).getBlocks(1).getContentsSha256().toByteArray())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(new byte[] {2}));
        assertThat(told.get(1).getFiles(0).getBlocks(0).hasPutResponse()).isFalse();
    }

    @Test
    void filesOfAVolumeAreListedReadAndRemoved() {
        server.on(
                ModalApi.VOLUME_GET_OR_CREATE,
                question -> VolumeGetOrCreateResponse.newBuilder()
                        .setVolumeId("vo-1")
                        .build());
        server.script(ModalApi.VOLUME_LIST_FILES2, (question, reply) -> {
            reply.message(VolumeListFiles2Response.newBuilder()
                    .addEntries(FileEntry.newBuilder()
                            .setPath("a.txt")
                            .setType(FileEntry.FileType.FILE)
                            .setSize(5))
                    .build());
            reply.answer(VolumeListFiles2Response.newBuilder()
                    .addEntries(FileEntry.newBuilder().setPath("d").setType(FileEntry.FileType.DIRECTORY))
                    .build());
        });
        blobs.blobs.put("b1", "hel".getBytes());
        blobs.blobs.put("b2", "lo".getBytes());
        server.on(
                ModalApi.VOLUME_GET_FILE2,
                question -> VolumeGetFile2Response.newBuilder()
                        .setSize((8 << 20) + 2)
                        .addGetUrls(blobs.url("b1"))
                        .addGetUrls(blobs.url("b2"))
                        .build());
        server.on(ModalApi.VOLUME_REMOVE_FILE2, question -> Empty.getDefaultInstance());
        server.on(ModalApi.VOLUME_DELETE, question -> Empty.getDefaultInstance());
        var volumes = client.volumes();

        assertThat(Clients.get(volumes.list("v", "/", true)))
                .extracting(Volumes.Entry::path, Volumes.Entry::kind)
                .containsExactly(tuple("a.txt", "file"), tuple("d", "directory"));
        var read = Clients.get(volumes.read("v", "a.txt"));
        assertThat(read).as("zeros at the end of a block are left out").hasSize((8 << 20) + 2);
        assertThat(new String(read, 0, 3)).isEqualTo("hel");
        assertThat(new String(read, 8 << 20, 2)).isEqualTo("lo");
        Clients.get(volumes.remove("v", "d", true));
        assertThat(server.received(ModalApi.VOLUME_REMOVE_FILE2).get(0).getRecursive())
                .isTrue();
        Clients.get(volumes.delete("v"));

        server.on(
                ModalApi.VOLUME_GET_FILE2,
                question ->
                        VolumeGetFile2Response.newBuilder().setSize(1L << 40).build());
        assertThat(Clients.failure(volumes.read("v", "big")).error()).isEqualTo(ModalError.TOO_LARGE);
    }

    @Test
    void aLargeFileIsNeverWholeInMemory() {
        server.on(
                ModalApi.VOLUME_GET_OR_CREATE,
                question -> VolumeGetOrCreateResponse.newBuilder()
                        .setVolumeId("vo-1")
                        .build());
        var size = 3L * (8 << 20) + 7;
        server.on(ModalApi.VOLUME_PUT_FILES2, question -> {
            var answer = VolumePutFiles2Response.newBuilder();
            var blocks = question.getFiles(0).getBlocksList();
            for (int i = 0; i < blocks.size(); i++) {
                if (!blocks.get(i).hasPutResponse()) {
                    answer.addMissingBlocks(VolumePutFiles2Response.MissingBlock.newBuilder()
                            .setBlockIndex(i)
                            .setPutUrl(blobs.url("block" + i)));
                }
            }
            return answer.build();
        });
        server.on(ModalApi.VOLUME_GET_FILE2, question -> {
            var answer = VolumeGetFile2Response.newBuilder().setSize(size);
            for (int i = 0; i < 4; i++) {
                answer.addGetUrls(blobs.url("block" + i));
            }
            return answer.build();
        });
        var most = new AtomicInteger();
        var source = new FileSource() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public CompletionStage<byte[]> read(long from, int length) {
                most.accumulateAndGet(length, Math::max);
                var bytes = new byte[length];
                Arrays.fill(bytes, (byte) (1 + from / (8 << 20)));
                return CompletableFuture.completedFuture(bytes);
            }
        };
        var read = new ByteArrayOutputStream();

        Clients.get(client.volumes().write("v", "/large", source));
        var told = Clients.get(client.volumes().read("v", "/large", part -> {
            most.accumulateAndGet(part.length, Math::max);
            read.write(part[0]);
            return CompletableFuture.completedFuture(null);
        }));

        assertThat(server.received(ModalApi.VOLUME_GET_OR_CREATE))
                .extracting(VolumeGetOrCreateRequest::getVersion)
                .containsExactly(VolumeFsVersion.VOLUME_FS_VERSION_V2);
        assertThat(told).isEqualTo(size);
        assertThat(read.toByteArray()).containsExactly(1, 2, 3, 4);
        assertThat(most).hasValue(8 << 20);
        assertThat(blobs.blobs.get("block3")).hasSize(7);
    }

    @Test
    void aValueThatCannotBeReadLeavesTheOthers() {
        queue();
        var object = ByteString.copyFrom(HexFormat.of().parseHex("80049363"));
        server.on(
                ModalApi.QUEUE_GET,
                question -> QueueGetResponse.newBuilder()
                        .addValues(pickled("a"))
                        .addValues(object)
                        .addValues(pickled(null))
                        .build());
        server.on(
                ModalApi.QUEUE_NEXT_ITEMS,
                question -> QueueNextItemsResponse.newBuilder()
                        .addItems(QueueItem.newBuilder().setEntryId("1-0").setValue(object))
                        .addItems(QueueItem.newBuilder().setEntryId("2-0").setValue(pickled("x")))
                        .build());

        var taken = Clients.get(client.queues().get("jobs", "", 5, Duration.ofMinutes(2)));
        assertThat(taken).hasSize(3).startsWith("a").endsWith((Object) null);
        assertThat(taken.get(1)).asString().contains("[MODAL-208]");
        var seen = Clients.get(client.queues().look("jobs", "", "", Duration.ZERO));
        assertThat(seen).extracting(QueueEntry::id).containsExactly("1-0", "2-0");
        assertThat(seen.get(0).value()).asString().contains("[MODAL-208]");
    }

    @Test
    void aMissingFileIsNoMissingVolume() {
        server.on(
                ModalApi.VOLUME_GET_OR_CREATE,
                question -> VolumeGetOrCreateResponse.newBuilder()
                        .setVolumeId("vo-1")
                        .build());
        server.script(
                ModalApi.VOLUME_GET_FILE2,
                (question, reply) -> reply.fail(Status.NOT_FOUND.withDescription("no file /x")));

        assertThat(Clients.failure(client.volumes().read("data", "/x")))
                .hasMessageStartingWith("[MODAL-108]")
                .hasMessageContaining("no file /x")
                .message()
                .doesNotContain("there is no volume");
    }

    @Test
    void whatNeverEndsIsEnded() {
        var little = new ClientSettings(
                server.uri(),
                Clients.settings(server.uri()).credentials(),
                "",
                Duration.ofSeconds(10),
                0,
                Duration.ZERO,
                2000);
        var bounded = new ModalClient(clients.network, clients.http, little, true, Clock.systemUTC());
        server.on(
                ModalApi.DICT_GET_OR_CREATE,
                question ->
                        DictGetOrCreateResponse.newBuilder().setDictId("di-1").build());
        server.script(ModalApi.DICT_CONTENTS, (question, reply) -> {
            for (int i = 0; i < 40; i++) {
                reply.message(DictEntry.newBuilder()
                        .setKey(pickled(i))
                        .setValue(pickled(i))
                        .build());
            }
        });
        server.on(
                ModalApi.VOLUME_GET_OR_CREATE,
                question -> VolumeGetOrCreateResponse.newBuilder()
                        .setVolumeId("vo-1")
                        .build());
        server.script(ModalApi.VOLUME_LIST_FILES2, (question, reply) -> {
            for (int i = 0; i < 40; i++) {
                reply.message(VolumeListFiles2Response.newBuilder()
                        .addEntries(FileEntry.newBuilder().setPath("f" + i))
                        .build());
            }
        });

        assertThat(Clients.failure(bounded.dicts().contents("d")))
                .hasMessageStartingWith("[MODAL-104]")
                .hasMessageContaining("the dict 'd' is more than the limit of 2000 bytes");
        assertThat(Clients.failure(bounded.volumes().list("v", "/", true)))
                .hasMessageStartingWith("[MODAL-104]")
                .hasMessageContaining("the list of the volume 'v' is more");
    }
}
