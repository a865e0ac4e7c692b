package dev.serai.offline.supabase.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;
import dev.serai.offline.junit.SupabaseServerExtension;
import dev.serai.offline.supabase.Api;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StorageServiceTest {
    @RegisterExtension
    static SupabaseServerExtension supabase = new SupabaseServerExtension();

    @BeforeAll
    static void makeBuckets() {
        for (var name : List.of("lists", "own", "files", "buckets")) {
            bucket("{\"name\":\"" + name + "\"}");
        }
        bucket("{\"name\":\"open\",\"public\":true}");
        for (var key : List.of("B.txt", "a/1.txt", "a/2.txt", "c.txt")) {
            upload("/object/lists/" + key, key);
        }
        supabase.sql("create policy own_folder on storage.objects to authenticated"
                + " using (bucket_id = 'own' and (storage.foldername(name))[1] = auth.uid()::text)"
                + " with check (bucket_id = 'own' and (storage.foldername(name))[1] = auth.uid()::text)");
    }

    @Test
    void policiesDecideByUser() {
        var me = UUID.randomUUID().toString();
        var user = user(me);
        assertThat(user.post("/object/own/" + me + "/x.txt", "mine", "content-type", "text/plain")
                        .statusCode())
                .isEqualTo(200);
        assertThat(user.get("/object/own/" + me + "/x.txt").body()).isEqualTo("mine");
        assertThat(user.post("/object/own/other/x.txt", "not mine", "content-type", "text/plain")
                        .body())
                .contains("row-level security");
        assertThat(user(UUID.randomUUID().toString())
                        .get("/object/own/" + me + "/x.txt")
                        .body())
                .contains("NoSuchKey");
    }

    @Test
    void aRefusedUploadLeavesNothingBehind() {
        assertThat(user(UUID.randomUUID().toString())
                        .post("/object/own/nobody/x.txt", "x", "content-type", "text/plain")
                        .statusCode())
                .isEqualTo(400);
        assertThat(api().get("/object/own/nobody/x.txt").body()).contains("NoSuchKey");
    }

    @Test
    void aSecondUploadToABucketNamedBucketsIsAnObjectThatExists() {
        upload("/object/buckets/x.txt", "x");
        assertThat(api().post("/object/buckets/x.txt", "x", "content-type", "text/plain")
                        .body())
                .contains("KeyAlreadyExists");
    }

    @Test
    void aFolderMixesFoldersAndFilesByName() {
        assertThat(names(list("lists", "{\"prefix\":\"\"}"))).containsExactly("a", "B.txt", "c.txt");
        assertThat(names(list("lists", "{\"prefix\":\"\",\"sortBy\":{\"column\":\"name\",\"order\":\"desc\"}}")))
                .containsExactly("c.txt", "B.txt", "a");
        assertThat(names(list("lists", "{\"prefix\":\"\",\"search\":\"b\"}"))).containsExactly("B.txt");
        assertThat(names(list("lists", "{\"prefix\":\"a\",\"limit\":1,\"offset\":1}")))
                .containsExactly("2.txt");
    }

    @Test
    void otherColumnsPutFoldersFirst() {
        assertThat(names(list("lists", "{\"sortBy\":{\"column\":\"created_at\",\"order\":\"desc\"}}")))
                .containsExactly("a", "c.txt", "B.txt");
    }

    @Test
    void pagesFollowEachOtherWithoutGapsInEveryOrder() {
        assertThat(pages("{\"limit\":1}")).containsExactly("B.txt", "a/1.txt", "a/2.txt", "c.txt");
        assertThat(pages("{\"limit\":1,\"with_delimiter\":true}")).containsExactly("B.txt", "a/", "c.txt");
        assertThat(pages("{\"limit\":2,\"sortBy\":{\"column\":\"created_at\",\"order\":\"desc\"}}"))
                .containsExactly("c.txt", "a/2.txt", "a/1.txt", "B.txt");
    }

    @Test
    void aCursorThatIsNoneIsRefused() {
        var answer = api().post("/object/list-v2/lists", "{\"cursor\":\"%%\"}", "content-type", "application/json");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Invalid cursor");
    }

    @Test
    void aSignedAddressReadsOneObjectOnly() {
        upload("/object/files/one.txt", "one");
        upload("/object/files/two.txt", "two");
        var url = Api.json(api().post(
                                "/object/sign/files/one.txt", "{\"expiresIn\":60}", "content-type", "application/json"))
                .get("signedURL")
                .asText();
        assertThat(nobody().get(url).body()).isEqualTo("one");
        assertThat(nobody().get(url.replace("one.txt?", "two.txt?")).body()).contains("InvalidSignature");
        assertThat(nobody().send("PUT", url.replace("/object/sign", "/object/upload/sign"), "x")
                        .body())
                .contains("InvalidSignature");
    }

    @Test
    void publicObjectsAreReadWithoutAKeyOrWithABadOne() {
        upload("/object/open/p.txt", "everyone");
        assertThat(nobody().get("/object/public/open/p.txt").body()).isEqualTo("everyone");
        assertThat(nobody().get("/object/open/p.txt").body()).isEqualTo("everyone");
        assertThat(new Api(base(), "bad").get("/object/public/open/p.txt").body())
                .isEqualTo("everyone");
        assertThat(nobody().get("/object/files/p.txt").body()).contains("NoSuchBucket");
    }

    @Test
    void partsOfAnObjectAreSent() {
        upload("/object/files/parts.txt", "0123456789");
        var last = api().get("/object/files/parts.txt", "range", "bytes=-3");
        assertThat(last.statusCode()).isEqualTo(206);
        assertThat(last.body()).isEqualTo("789");
        assertThat(Api.header(last, "content-range")).isEqualTo("bytes 7-9/10");
        assertThat(api().get("/object/files/parts.txt", "range", "bytes=10-").statusCode())
                .isEqualTo(416);
    }

    @Test
    void aCopyOutlivesItsSource() {
        upload("/object/files/source.txt", "bytes");
        var body = "{\"bucketId\":\"files\",\"sourceKey\":\"source.txt\",\"destinationKey\":\"copy.txt\"}";
        assertThat(api().post("/object/copy", body, "content-type", "application/json")
                        .statusCode())
                .isEqualTo(200);
        assertThat(api().send("DELETE", "/object/files/source.txt", "").statusCode())
                .isEqualTo(200);
        assertThat(api().get("/object/files/copy.txt").body()).isEqualTo("bytes");
    }

    @Test
    void aDownloadCanBeCut() {
        upload("/object/files/cut.txt", "0123456789");
        supabase.server().storage().cutAfter(3);
        assertThatThrownBy(() -> api().trySend("GET", "/object/files/cut.txt", ""))
                .isInstanceOf(IOException.class);
        assertThat(api().get("/object/files/cut.txt").body()).isEqualTo("0123456789");
    }

    @Test
    void anUploadThatBreaksLeavesNoObject() {
        supabase.server().storage().cutAfter(3);
        assertThatThrownBy(() -> api().trySend("POST", "/object/files/broken.txt", "0123456789"))
                .isInstanceOf(IOException.class);
        assertThat(api().get("/object/files/broken.txt").body()).contains("NoSuchKey");
    }

    @Test
    void aFormIsCheckedLikeABareBody() {
        bucket("{\"name\":\"texts\",\"file_size_limit\":\"5B\",\"allowed_mime_types\":[\"text/plain\"]}");
        assertThat(form("/object/texts/ok.txt", "text/plain", "12345").statusCode())
                .isEqualTo(200);
        assertThat(api().get("/object/texts/ok.txt").body()).isEqualTo("12345");
        assertThat(form("/object/texts/long.txt", "text/plain", "123456").body())
                .contains("EntityTooLarge");
        assertThat(form("/object/texts/x.pdf", "application/pdf", "1").body()).contains("InvalidMimeType");
    }

    /** As a policy that lets users write rows by themselves would allow it. */
    @Test
    void aRowCannotPointOutsideOfTheFolder() {
        supabase.sql("insert into storage.objects (bucket_id, name, version, metadata)"
                + " values ('files', 'outside.txt', '../../../../etc/passwd', '{\"size\": 1}')");
        assertThat(api().get("/object/files/outside.txt").body()).contains("NoSuchKey");
    }

    @Test
    void anUnchangedObjectIsNotSentAgain() {
        upload("/object/files/same.txt", "same");
        var etag = Api.header(api().get("/object/files/same.txt"), "etag");
        assertThat(api().get("/object/files/same.txt", "if-none-match", etag).statusCode())
                .isEqualTo(304);
    }

    @Test
    void busyLastsAsLongAsATestSays() {
        supabase.server().storage().busy(1);
        assertThat(api().get("/bucket/files").statusCode()).isEqualTo(503);
        assertThat(api().get("/bucket/files").statusCode()).isEqualTo(200);
    }

    @Test
    void whatTheStandInDoesNotDoIsNamed() {
        var answer = api().get("/render/image/public/open/p.png");
        assertThat(answer.statusCode()).isEqualTo(501);
        assertThat(answer.body()).contains("image transformation");
        assertThat(api().get("/s3/b").body()).contains("the S3 protocol");
    }

    private static List<String> pages(String body) {
        var names = new ArrayList<String>();
        var asked = (ObjectNode) Json.parse(body);
        JsonNode page;
        do {
            page = Api.json(api().post("/object/list-v2/lists", asked.toString(), "content-type", "application/json"));
            page.get("folders").forEach(folder -> names.add(folder.get("name").asText()));
            page.get("objects").forEach(object -> names.add(object.get("name").asText()));
            asked.set("cursor", page.get("nextCursor"));
        } while (page.get("hasNext").asBoolean());
        return names;
    }

    private static JsonNode list(String bucket, String body) {
        return Api.json(api().post("/object/list/" + bucket, body, "content-type", "application/json"));
    }

    private static List<String> names(JsonNode list) {
        var names = new ArrayList<String>();
        list.forEach(entry -> names.add(entry.get("name").asText()));
        return names;
    }

    private static void bucket(String body) {
        assertThat(api().post("/bucket", body, "content-type", "application/json")
                        .statusCode())
                .isEqualTo(200);
    }

    private static void upload(String path, String content) {
        assertThat(api().post(path, content, "content-type", "text/plain").statusCode())
                .isEqualTo(200);
    }

    private static HttpResponse<String> form(String path, String type, String content) {
        var body = "--b\r\nContent-Disposition: form-data; name=\"\"; filename=\"blob\"\r\nContent-Type: " + type
                + "\r\n\r\n" + content + "\r\n--b--\r\n";
        return api().post(path, body, "content-type", "multipart/form-data; boundary=b");
    }

    private static Api user(String id) {
        var token = supabase.server()
                .tokens()
                .sign(Json.object().put("role", "authenticated").put("sub", id));
        return new Api(base(), token);
    }

    private static Api nobody() {
        return new Api(base(), null);
    }

    private static Api api() {
        return new Api(base(), supabase.serviceKey());
    }

    private static String base() {
        return supabase.baseUrl() + "/storage/v1";
    }
}
