package dev.serai.offline.supabase.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.http.RawClient;
import dev.serai.offline.junit.SupabaseServerExtension;
import dev.serai.offline.supabase.Api;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that would lead out of a folder, and uploads that lie about their bytes. */
class HostileNamesTest {
    @RegisterExtension
    static SupabaseServerExtension supabase = new SupabaseServerExtension();

    @BeforeAll
    static void makeBuckets() {
        for (var name : new String[] {"b", "closed"}) {
            assertThat(json("/bucket", "{\"name\":\"" + name + "\"}").statusCode())
                    .isEqualTo(200);
        }
        assertThat(api().post("/object/closed/secret.txt", "the secret").statusCode())
                .isEqualTo(200);
        supabase.sql("create policy only_b on storage.objects to anon using (bucket_id = 'b')"
                + " with check (bucket_id = 'b')");
    }

    @AfterEach
    void theServerGoesOn() {
        assertThat(api().get("/object/closed/secret.txt").body()).isEqualTo("the secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../closed/secret.txt",
                "../../../../../../etc/passwd",
                "..%2Fclosed%2Fsecret.txt",
                "%2e%2e/closed/secret.txt",
                "%2e%2e%2f%2e%2e%2f%2e%2e%2fetc%2fpasswd",
                "..%5c..%5cetc%5cpasswd",
                "/etc/passwd",
                "%2Fetc%2Fpasswd",
                ".",
                "..",
                "a/./b",
                "a//b",
                "a%00b",
                "a%0d%0aset-cookie:%20x",
                "%ff%fe",
                "%zz",
                "a%",
                "'; drop table storage.objects; --",
                "\" or 1=1"
            })
    void aNameIsANameAndNoPath(String name) throws IOException {
        var path = "/storage/v1/object/b/" + name.replace(" ", "%20").replace("\"", "%22");
        var written = raw("POST", path, supabase.anonKey(), "mine", "x-upsert: true");
        assertThat(written).matches("(?s)HTTP/1.1 (200|400|404) .*");
        var read = raw("GET", path, supabase.anonKey(), "");
        assertThat(read)
                .doesNotContain("the secret")
                .doesNotContain("root:")
                .doesNotContainIgnoringCase("\nset-cookie");
        if (written.startsWith("HTTP/1.1 200")) {
            assertThat(read).endsWith("mine");
        } else {
            assertThat(read).matches("(?s)HTTP/1.1 (400|404) .*");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "%2e%2e", "a%00b", "a%2Fb", "%ff", "x'; drop table storage.buckets; --", "%20b"})
    void aBucketIsNoPathEither(String bucket) throws IOException {
        for (var path : new String[] {"/object/%s/x.txt", "/bucket/%s", "/object/list/%s", "/object/public/%s/x.txt"}) {
            var at = "/storage/v1" + path.replace("%s", bucket.replace(" ", "%20"));
            for (var method : new String[] {"GET", "POST", "PUT", "DELETE"}) {
                assertThat(raw(method, at, supabase.serviceKey(), "{}"))
                        .as(method + " " + at)
                        .matches("(?s)HTTP/1.1 (200|400|404) .*")
                        .doesNotContain("the secret");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../closed/secret.txt", "..", "a\\u0000b", "\\ud800", "x'; drop table storage.objects; --"})
    void namesInBodiesAreNames(String name) {
        for (var request : new String[] {
            "/object/copy {\"bucketId\":\"b\",\"sourceKey\":\"%s\",\"destinationKey\":\"stolen.txt\"}",
            "/object/copy {\"bucketId\":\"b\",\"sourceKey\":\"x\",\"destinationKey\":\"%s\",\"destinationBucket\":\"%s\"}",
            "/object/move {\"bucketId\":\"b\",\"sourceKey\":\"%s\",\"destinationKey\":\"stolen.txt\"}",
            "/object/sign/b {\"expiresIn\":60,\"paths\":[\"%s\"]}",
            "/object/list/b {\"prefix\":\"%s\",\"search\":\"%s\"}",
            "/object/list/b {\"prefix\":\"\",\"sortBy\":{\"column\":\"%s\",\"order\":\"%s\"}}",
            "/object/list-v2/b {\"prefix\":\"%s\",\"cursor\":\"%s\"}",
            "/bucket {\"name\":\"closed/%s\"}"
        }) {
            var space = request.indexOf(' ');
            var answer = json(
                    request.substring(0, space), request.substring(space + 1).replace("%s", name));
            assertThat(answer.statusCode()).as(request + answer.body()).isBetween(200, 404);
            assertThat(answer.body()).doesNotContain("the secret");
        }
        assertThat(api().get("/object/b/stolen.txt").body()).doesNotContain("the secret");
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 403",
        "+0, 403",
        "1.5, 403",
        "x, 403",
        "0x0, 403",
        "99999999999999999999, 403",
        "999999999999999999, 409",
        "4, 409",
        "2, 409",
        "3, 204"
    })
    void anUploadGoesOnOnlyWhereItIs(String offset, int status) {
        var upload = begin("upload-length", "5");
        assertThat(patch(upload, "0", "012").statusCode()).isEqualTo(204);
        assertThat(patch(upload, offset, "34").statusCode()).isEqualTo(status);
        var head = api().send("HEAD", upload, "", "tus-resumable", "1.0.0");
        assertThat(Api.header(head, "upload-offset")).isEqualTo(status == 204 ? "5" : "3");
    }

    @ParameterizedTest
    @CsvSource({"-1, 400", "x, 400", "99999999999999999999, 400", "999999999999999999, 413", "52428801, 413", "0, 201"})
    void anUploadHasALengthThatCanBe(String length, int status) {
        assertThat(create("length.txt", "upload-length", length).statusCode()).isEqualTo(status);
    }

    @Test
    void aLengthStaysOnceItIsTold() {
        var upload = begin("upload-length", "5");
        assertThat(patch(upload, "0", "0", "upload-length", "4").statusCode()).isEqualTo(400);
        assertThat(patch(upload, "0", "01234").statusCode()).isEqualTo(204);
        assertThat(patch(upload, "5", "5").statusCode()).isEqualTo(413);
        assertThat(patch(upload, "5", "").statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "..%2F..%2Fetc%2Fpasswd", "%00", "x", "Yi94", "%ff"})
    void anUploadThatNobodyBeganIsNotFound(String id) throws IOException {
        for (var method : new String[] {"PATCH", "HEAD", "DELETE"}) {
            assertThat(raw(
                            method,
                            "/storage/v1/upload/resumable/" + id,
                            supabase.serviceKey(),
                            "x",
                            "Tus-Resumable: 1.0.0",
                            "Upload-Offset: 0"))
                    .as(method + " " + id)
                    .matches("(?s)HTTP/1.1 (400|404) .*");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bucketName",
                "bucketName !!!",
                "a b c",
                ",",
                "bucketName Yg==,bucketName Yg==",
                "objectName eA=="
            })
    void metadataThatIsNoneIsRefused(String metadata) {
        assertThat(api().post(
                                "/upload/resumable",
                                "",
                                "tus-resumable",
                                "1.0.0",
                                "upload-length",
                                "1",
                                "upload-metadata",
                                metadata)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aNameOfAnUploadIsANameToo() {
        var upload = create("../closed/secret.txt", "upload-length", "4");
        assertThat(upload.statusCode()).isEqualTo(201);
        assertThat(patch(path(upload), "0", "mine").statusCode()).isEqualTo(204);
        theServerGoesOn();
        assertThat(create("a\u0000b", "upload-length", "4").statusCode()).isEqualTo(400);
    }

    private static String begin(String... headers) {
        return path(create("x-" + System.nanoTime(), headers));
    }

    private static HttpResponse<String> create(String name, String... headers) {
        var all = new String[4 + headers.length];
        all[0] = "tus-resumable";
        all[1] = "1.0.0";
        all[2] = "upload-metadata";
        all[3] = "bucketName " + base64("b") + ",objectName " + base64(name);
        System.arraycopy(headers, 0, all, 4, headers.length);
        return api().post("/upload/resumable", "", all);
    }

    private static String path(HttpResponse<String> created) {
        var location = Api.header(created, "location");
        return location.substring(location.indexOf("/upload/"));
    }

    private static HttpResponse<String> patch(String upload, String offset, String bytes, String... more) {
        var headers = new String[6 + more.length];
        headers[0] = "tus-resumable";
        headers[1] = "1.0.0";
        headers[2] = "upload-offset";
        headers[3] = offset;
        headers[4] = "content-type";
        headers[5] = "application/offset+octet-stream";
        System.arraycopy(more, 0, headers, 6, more.length);
        return api().send("PATCH", upload, bytes, headers);
    }

    /** Sends a path as it is; clients would make another one of it. */
    private static String raw(String method, String path, String key, String body, String... headers)
            throws IOException {
        try (var raw = new RawClient(URI.create(supabase.baseUrl()).getPort())) {
            var more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
            return raw.sendWhatIsTaken(method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\napikey: "
                            + key
                            + "\r\nAuthorization: Bearer " + key
                            + "\r\nContent-Type: application/json\r\n" + more + "Content-Length: " + body.length()
                            + "\r\n\r\n" + body)
                    .everything();
        }
    }

    private static HttpResponse<String> json(String path, String body) {
        return api().post(path, body, "content-type", "application/json");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Api api() {
        return new Api(supabase.baseUrl() + "/storage/v1", supabase.serviceKey());
    }
}
