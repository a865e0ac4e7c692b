package dev.serai.offline.supabase.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.offline.junit.SupabaseServerExtension;
import dev.serai.offline.supabase.Api;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ResumableUploadTest {
    @RegisterExtension
    static SupabaseServerExtension supabase = new SupabaseServerExtension();

    @BeforeAll
    static void makeBucket() {
        assertThat(api().post("/bucket", "{\"name\":\"b\"}", "content-type", "application/json")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void anUploadThatBreaksGoesOnWhereItBroke() {
        var upload = create("broken.txt", "upload-length", "10");
        supabase.server().storage().cutAfter(4);
        assertThatThrownBy(() -> tryPatch(upload, 0, "0123456789")).isInstanceOf(IOException.class);
        var offset = Integer.parseInt(Api.header(head(upload), "upload-offset"));
        assertThat(offset).isEqualTo(4);
        var last = patch(upload, offset, "456789");
        assertThat(last.statusCode()).isEqualTo(204);
        assertThat(Api.header(last, "tus-complete")).isEqualTo("1");
        assertThat(api().get("/object/b/broken.txt").body()).isEqualTo("0123456789");
    }

    @Test
    void moreThanWasAnnouncedIsRefusedAndNotKept() {
        var upload = create("long.txt", "upload-length", "3");
        assertThat(patch(upload, 0, "0123").statusCode()).isEqualTo(413);
        assertThat(Api.header(head(upload), "upload-offset")).isEqualTo("0");
    }

    @Test
    void theLengthMayComeLater() {
        var upload = create("late.txt", "upload-defer-length", "1");
        assertThat(Api.header(head(upload), "upload-defer-length")).isEqualTo("1");
        assertThat(patch(upload, 0, "ab").statusCode()).isEqualTo(204);
        assertThat(patch(upload, 2, "c", "upload-length", "3").statusCode()).isEqualTo(204);
        assertThat(api().get("/object/b/late.txt").body()).isEqualTo("abc");
    }

    @Test
    void theFirstBytesMayComeWithTheBeginning() {
        var created = api().post(
                        "/upload/resumable",
                        "ab",
                        "tus-resumable",
                        "1.0.0",
                        "upload-length",
                        "3",
                        "content-type",
                        "application/offset+octet-stream",
                        "upload-metadata",
                        metadata("first.txt"));
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(Api.header(created, "upload-offset")).isEqualTo("2");
        assertThat(patch(path(created), 2, "c").statusCode()).isEqualTo(204);
        assertThat(api().get("/object/b/first.txt").body()).isEqualTo("abc");
    }

    @Test
    void anUploadThatWasDeletedIsGone() {
        var upload = create("deleted.txt", "upload-length", "3");
        assertThat(api().send("DELETE", upload, "", "tus-resumable", "1.0.0").statusCode())
                .isEqualTo(204);
        assertThat(head(upload).statusCode()).isEqualTo(404);
    }

    @Test
    void aCompleteUploadCannotBeDeleted() {
        var upload = create("done.txt", "upload-length", "1");
        patch(upload, 0, "x");
        assertThat(api().send("DELETE", upload, "", "tus-resumable", "1.0.0").statusCode())
                .isEqualTo(400);
        assertThat(api().get("/object/b/done.txt").body()).isEqualTo("x");
    }

    @Test
    void aClientOfAnotherVersionIsTold() {
        assertThat(api().post("/upload/resumable", "", "upload-length", "1").statusCode())
                .isEqualTo(412);
    }

    @Test
    void whoMayNotWriteCannotBegin() {
        var anon = new Api(supabase.baseUrl() + "/storage/v1", supabase.anonKey());
        var refused = anon.post(
                "/upload/resumable",
                "",
                "tus-resumable",
                "1.0.0",
                "upload-length",
                "1",
                "upload-metadata",
                metadata("anon.txt"));
        assertThat(refused.statusCode()).isEqualTo(403);
    }

    private static String create(String name, String header, String value) {
        var created = api().post(
                        "/upload/resumable",
                        "",
                        "tus-resumable",
                        "1.0.0",
                        header,
                        value,
                        "upload-metadata",
                        metadata(name));
        assertThat(created.statusCode()).isEqualTo(201);
        return path(created);
    }

    private static HttpResponse<String> patch(String upload, int offset, String bytes, String... more) {
        try {
            return tryPatch(upload, offset, bytes, more);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpResponse<String> tryPatch(String upload, int offset, String bytes, String... more)
            throws IOException {
        var headers = new String[6 + more.length];
        headers[0] = "tus-resumable";
        headers[1] = "1.0.0";
        headers[2] = "upload-offset";
        headers[3] = String.valueOf(offset);
        headers[4] = "content-type";
        headers[5] = "application/offset+octet-stream";
        System.arraycopy(more, 0, headers, 6, more.length);
        return api().trySend("PATCH", upload, bytes, headers);
    }

    private static HttpResponse<String> head(String upload) {
        return api().send("HEAD", upload, "", "tus-resumable", "1.0.0");
    }

    private static String path(HttpResponse<String> created) {
        var location = Api.header(created, "location");
        return location.substring(location.indexOf("/upload/"));
    }

    private static String metadata(String name) {
        return "bucketName " + base64("b") + ",objectName " + base64(name) + ",contentType " + base64("text/plain");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Api api() {
        return new Api(supabase.baseUrl() + "/storage/v1", supabase.serviceKey());
    }
}
