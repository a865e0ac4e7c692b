package dev.serai.offline.modal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import com.google.protobuf.MessageLite;
import dev.serai.modal.proto.BlobCreateRequest;
import dev.serai.modal.proto.BlobCreateResponse;
import dev.serai.modal.proto.BlobGetRequest;
import dev.serai.modal.proto.BlobGetResponse;
import dev.serai.modal.proto.DictClearRequest;
import dev.serai.modal.proto.DictContainsRequest;
import dev.serai.modal.proto.DictContainsResponse;
import dev.serai.modal.proto.DictContentsRequest;
import dev.serai.modal.proto.DictEntry;
import dev.serai.modal.proto.DictGetOrCreateRequest;
import dev.serai.modal.proto.DictGetOrCreateResponse;
import dev.serai.modal.proto.DictGetRequest;
import dev.serai.modal.proto.DictGetResponse;
import dev.serai.modal.proto.DictLenRequest;
import dev.serai.modal.proto.DictLenResponse;
import dev.serai.modal.proto.DictPopRequest;
import dev.serai.modal.proto.DictPopResponse;
import dev.serai.modal.proto.DictUpdateRequest;
import dev.serai.modal.proto.DictUpdateResponse;
import dev.serai.modal.proto.ListPagination;
import dev.serai.modal.proto.ObjectCreationType;
import dev.serai.modal.proto.QueueGetOrCreateRequest;
import dev.serai.modal.proto.QueueGetOrCreateResponse;
import dev.serai.modal.proto.QueueLenRequest;
import dev.serai.modal.proto.QueueLenResponse;
import dev.serai.modal.proto.QueuePutRequest;
import dev.serai.modal.proto.SecretGetOrCreateRequest;
import dev.serai.modal.proto.SecretGetOrCreateResponse;
import dev.serai.modal.proto.SecretListItem;
import dev.serai.modal.proto.SecretListRequest;
import dev.serai.modal.proto.SecretListResponse;
import dev.serai.modal.proto.VolumeFsVersion;
import dev.serai.modal.proto.VolumeGetFile2Request;
import dev.serai.modal.proto.VolumeGetFile2Response;
import dev.serai.modal.proto.VolumeGetOrCreateRequest;
import dev.serai.modal.proto.VolumeGetOrCreateResponse;
import dev.serai.modal.proto.VolumeListFiles2Request;
import dev.serai.modal.proto.VolumeListFiles2Response;
import dev.serai.modal.proto.VolumePutFiles2Request;
import dev.serai.modal.proto.VolumePutFiles2Response;
import dev.serai.modal.proto.VolumeRemoveFile2Request;
import dev.serai.offline.junit.ModalServerExtension;
import dev.serai.offline.modal.wire.Status;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DataTest {
    private static final int BLOCK = 8 << 20;

    @RegisterExtension
    static ModalServerExtension modal = new ModalServerExtension();

    private Client client;

    @BeforeEach
    void open() {
        client = new Client(modal.server()).signedIn();
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aDictKeepsWhatItIsGiven() {
        var id = client.call(
                        "DictGetOrCreate",
                        DictGetOrCreateRequest.newBuilder()
                                .setDeploymentName("sums")
                                .setObjectCreationType(ObjectCreationType.OBJECT_CREATION_TYPE_CREATE_IF_MISSING)
                                .build(),
                        DictGetOrCreateResponse.parser())
                .getDictId();
        assertThat(put(id, false, "a", "1", "b", "2").getCreated()).isTrue();
        assertThat(put(id, true, "a", "other").getCreated()).isFalse();
        assertThat(put(id, false, "b", "3").getCreated()).isFalse();
        var get = DictGetRequest.newBuilder().setDictId(id);
        assertThat(client.call("DictGet", get.setKey(Client.text("a")).build(), DictGetResponse.parser())
                        .getValue())
                .isEqualTo(Client.text("1"));
        assertThat(client.call("DictGet", get.setKey(Client.text("c")).build(), DictGetResponse.parser())
                        .getFound())
                .isFalse();
        var all = Client.all(
                client.answer(
                        "DictContents",
                        DictContentsRequest.newBuilder()
                                .setDictId(id)
                                .setKeys(true)
                                .setValues(true)
                                .build()),
                DictEntry.parser());
        assertThat(all).extracting(entry -> entry.getValue().toStringUtf8()).containsExactly("1", "3");
        var pop = DictPopRequest.newBuilder()
                .setDictId(id)
                .setKey(Client.text("b"))
                .build();
        assertThat(client.call("DictPop", pop, DictPopResponse.parser()).getValue())
                .isEqualTo(Client.text("3"));
        assertThat(client.call("DictPop", pop, DictPopResponse.parser()).getFound())
                .isFalse();
        var contains = DictContainsRequest.newBuilder()
                .setDictId(id)
                .setKey(Client.text("a"))
                .build();
        assertThat(client.call("DictContains", contains, DictContainsResponse.parser())
                        .getFound())
                .isTrue();
        client.call("DictClear", DictClearRequest.newBuilder().setDictId(id).build(), Empty.parser());
        var length = DictLenRequest.newBuilder().setDictId(id).build();
        assertThat(client.call("DictLen", length, DictLenResponse.parser()).getLen())
                .isZero();
    }

    @Test
    void aPartitionIsForgottenAfterItsTime() {
        var id = client.call(
                        "QueueGetOrCreate",
                        QueueGetOrCreateRequest.newBuilder()
                                .setObjectCreationType(ObjectCreationType.OBJECT_CREATION_TYPE_EPHEMERAL)
                                .build(),
                        QueueGetOrCreateResponse.parser())
                .getQueueId();
        client.call(
                "QueuePut",
                QueuePutRequest.newBuilder()
                        .setQueueId(id)
                        .addValues(Client.text("x"))
                        .setPartitionTtlSeconds(60)
                        .build(),
                Empty.parser());
        var length = QueueLenRequest.newBuilder().setQueueId(id).build();
        assertThat(client.call("QueueLen", length, QueueLenResponse.parser()).getLen())
                .isEqualTo(1);
        modal.server().advance(Duration.ofSeconds(60));
        client.signedIn();
        assertThat(client.call("QueueLen", length, QueueLenResponse.parser()).getLen())
                .isZero();
    }

    @Test
    void aFileOfAVolumeIsSentInBlocksThatAreNotKnown() throws Exception {
        var volume = volume(VolumeFsVersion.VOLUME_FS_VERSION_V2);
        var bytes = new byte[BLOCK + 1000];
        Arrays.fill(bytes, 0, BLOCK, (byte) 7);
        bytes[BLOCK] = 1;
        var first = Arrays.copyOf(bytes, BLOCK);
        // Zeros at a block's end are not sent.
        var second = new byte[] {1};
        var question = VolumePutFiles2Request.newBuilder()
                .setVolumeId(volume)
                .addFiles(VolumePutFiles2Request.File.newBuilder()
                        .setPath("/data/numbers.bin")
                        .setSize(bytes.length)
                        .addBlocks(block(first))
                        .addBlocks(block(second)))
                .build();
        var missing = client.call("VolumePutFiles2", question, VolumePutFiles2Response.parser());
        assertThat(missing.getMissingBlocksList()).hasSize(2);
        for (var block : missing.getMissingBlocksList()) {
            var wrong = Client.http("PUT", block.getPutUrl(), new byte[] {5});
            assertThat(wrong.statusCode()).isEqualTo(400);
            var sent = Client.http("PUT", block.getPutUrl(), block.getBlockIndex() == 0 ? first : second);
            assertThat(sent.statusCode()).isEqualTo(200);
        }
        assertThat(client.call("VolumePutFiles2", question, VolumePutFiles2Response.parser())
                        .getMissingBlocksCount())
                .isZero();
        assertThat(modal.server().volume("files").resolve("data/numbers.bin")).hasBinaryContent(bytes);

        var found = client.call(
                "VolumeGetFile2",
                VolumeGetFile2Request.newBuilder()
                        .setVolumeId(volume)
                        .setPath("data/numbers.bin")
                        .build(),
                VolumeGetFile2Response.parser());
        var whole = new ByteArrayOutputStream();
        for (var url : found.getGetUrlsList()) {
            whole.write(Client.http("GET", url, new byte[0]).body());
        }
        assertThat(whole.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void filesAreListedAndRemoved() throws Exception {
        var volume = volume(VolumeFsVersion.VOLUME_FS_VERSION_V2);
        var folder = modal.server().volume("files");
        Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(folder.resolve("a/b/c.txt"), "text");
        var list = VolumeListFiles2Request.newBuilder().setVolumeId(volume).setPath("/");
        assertThat(entries(list.build())).containsExactly("a DIRECTORY 0");
        assertThat(entries(list.setRecursive(true).build()))
                .containsExactly("a DIRECTORY 0", "a/b DIRECTORY 0", "a/b/c.txt FILE 4");
        var remove = VolumeRemoveFile2Request.newBuilder().setVolumeId(volume).setPath("a");
        assertThat(client.answer("VolumeRemoveFile2", remove.build()).status())
                .isEqualTo(Status.INVALID_ARGUMENT.code());
        client.call("VolumeRemoveFile2", remove.setRecursive(true).build(), Empty.parser());
        assertThat(folder).isEmptyDirectory();
        assertThat(client.answer("VolumeRemoveFile2", remove.build()).status()).isEqualTo(Status.NOT_FOUND.code());
        assertThat(client.answer("VolumeRemoveFile2", remove.setPath("../../x").build())
                        .status())
                .isEqualTo(Status.INVALID_ARGUMENT.code());
    }

    @Test
    void aVolumeOfTheFirstVersionTakesNoBlocks() {
        var volume = volume(VolumeFsVersion.VOLUME_FS_VERSION_UNSPECIFIED);
        var answer = client.answer(
                "VolumePutFiles2",
                VolumePutFiles2Request.newBuilder().setVolumeId(volume).build());
        assertThat(answer.status()).isEqualTo(Status.FAILED_PRECONDITION.code());
    }

    @Test
    void aBlobIsTakenOnlyAsItWasAnnounced() throws Exception {
        var bytes = "a blob".getBytes(StandardCharsets.UTF_8);
        var md5 = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
        var made = client.call(
                "BlobCreate",
                BlobCreateRequest.newBuilder()
                        .setContentLength(bytes.length)
                        .setContentMd5(md5)
                        .build(),
                BlobCreateResponse.parser());
        var get = BlobGetRequest.newBuilder().setBlobId(made.getBlobId()).build();
        assertThat(client.answer("BlobGet", get).status()).isEqualTo(Status.NOT_FOUND.code());
        assertThat(Client.http("PUT", made.getUploadUrl(), bytes).statusCode()).isEqualTo(400);
        assertThat(Client.http(
                                "PUT",
                                made.getUploadUrl(),
                                "another".getBytes(StandardCharsets.UTF_8),
                                "Content-MD5",
                                md5)
                        .statusCode())
                .isEqualTo(400);
        assertThat(Client.http("PUT", made.getUploadUrl() + "x", bytes, "Content-MD5", md5)
                        .statusCode())
                .isEqualTo(403);
        assertThat(Client.http("PUT", made.getUploadUrl(), bytes, "Content-MD5", md5)
                        .statusCode())
                .isEqualTo(200);
        var url = client.call("BlobGet", get, BlobGetResponse.parser()).getDownloadUrl();
        assertThat(Client.http("GET", url, new byte[0]).body()).isEqualTo(bytes);
        modal.server().advance(Duration.ofHours(1));
        assertThat(Client.http("GET", url, new byte[0]).statusCode()).isEqualTo(403);
    }

    @Test
    void secretsAreListedWithoutWhatTheyHold() {
        modal.server().secret("db", Map.of("PASSWORD", "hush"));
        var answer = client.call(
                "SecretList",
                SecretListRequest.newBuilder()
                        .setPagination(ListPagination.newBuilder().setMaxObjects(5))
                        .build(),
                SecretListResponse.parser());
        assertThat(answer.getItemsList()).extracting(SecretListItem::getLabel).containsExactly("db");
        assertThat(answer.toByteString().toString(StandardCharsets.ISO_8859_1)).doesNotContain("hush");
        var question = SecretGetOrCreateRequest.newBuilder().setDeploymentName("db");
        client.call(
                "SecretGetOrCreate", question.addRequiredKeys("PASSWORD").build(), SecretGetOrCreateResponse.parser());
        var refused = client.answer(
                "SecretGetOrCreate", question.addRequiredKeys("HOST").build());
        assertThat(refused.status()).isEqualTo(Status.FAILED_PRECONDITION.code());
        assertThat(refused.message()).isEqualTo("Secret is missing key(s): HOST");
    }

    private DictUpdateResponse put(String id, boolean onlyNew, String... pairs) {
        var question = DictUpdateRequest.newBuilder().setDictId(id).setIfNotExists(onlyNew);
        for (var at = 0; at < pairs.length; at += 2) {
            question.addUpdates(
                    DictEntry.newBuilder().setKey(Client.text(pairs[at])).setValue(Client.text(pairs[at + 1])));
        }
        return client.call("DictUpdate", question.build(), DictUpdateResponse.parser());
    }

    private String volume(VolumeFsVersion version) {
        return client.call(
                        "VolumeGetOrCreate",
                        VolumeGetOrCreateRequest.newBuilder()
                                .setDeploymentName("files")
                                .setVersion(version)
                                .setObjectCreationType(ObjectCreationType.OBJECT_CREATION_TYPE_CREATE_IF_MISSING)
                                .build(),
                        VolumeGetOrCreateResponse.parser())
                .getVolumeId();
    }

    private List<String> entries(MessageLite question) {
        return Client.all(client.answer("VolumeListFiles2", question), VolumeListFiles2Response.parser()).stream()
                .flatMap(part -> part.getEntriesList().stream())
                .map(entry -> entry.getPath() + " " + entry.getType() + " " + entry.getSize())
                .toList();
    }

    private static VolumePutFiles2Request.Block block(byte[] bytes) throws Exception {
        return VolumePutFiles2Request.Block.newBuilder()
                .setContentsSha256(
                        ByteString.copyFrom(MessageDigest.getInstance("SHA-256").digest(bytes)))
                .build();
    }
}
