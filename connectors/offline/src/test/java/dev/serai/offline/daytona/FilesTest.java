package dev.serai.offline.daytona;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.offline.http.Json;
import dev.serai.offline.junit.DaytonaServerExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilesTest {
    @RegisterExtension
    static DaytonaServerExtension daytona = new DaytonaServerExtension();

    @TempDir
    Path outside;

    private Client client;
    private String id;
    private String files;

    @BeforeEach
    void startSandbox() {
        client = Client.of(daytona.server());
        id = client.sandbox("{}");
        files = "/toolbox/" + id + "/files";
    }

    @Test
    void aPathIsOneOfTheSandbox() {
        client.execute(id, "echo mine > \"$HOME/../../etc-like\"; echo rel > here.txt");
        assertThat(client.get(files + "/download?path=/etc-like").body()).isEqualTo("mine\n");
        assertThat(client.get(files + "/download?path=here.txt").body()).isEqualTo("rel\n");
        assertThat(client.get(files + "/download?path=/home/daytona/here.txt").body())
                .isEqualTo("rel\n");
        var home = client.json("GET", "/toolbox/" + id + "/user-home-dir", "")
                .path("dir")
                .asText();
        assertThat(client.get(files + "/download?path=" + home + "/here.txt").body())
                .isEqualTo("rel\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "../../../../../../../../../etc/passwd",
                "/../../etc/passwd",
                "/home/../../../../../etc/passwd"
            })
    void nothingElseCanBeReached(String path) {
        assertThat(client.get(files + "/download?path=" + path).statusCode()).isEqualTo(404);
    }

    @Test
    void aLinkToTheOutsideLeadsNowhere() throws Exception {
        Files.writeString(outside.resolve("secret.txt"), "secret");
        client.execute(id, "ln -s " + outside + " out; ln -s " + outside + "/new.txt new.txt");
        assertThat(client.get(files + "/download?path=out/secret.txt").statusCode())
                .isEqualTo(403);
        assertThat(client.get(files + "?path=out").statusCode()).isEqualTo(403);
        assertThat(client.send("DELETE", files + "?path=out/secret.txt", "").statusCode())
                .isEqualTo(403);
        assertThat(upload("new.txt", "x")).contains("permission denied");
        assertThat(client.post(files + "/bulk-download", "{\"paths\":[\"out/secret.txt\"]}")
                        .body())
                .contains("FILE_ACCESS_DENIED")
                .doesNotContain("secret\r\n");
        assertThat(outside.resolve("new.txt")).doesNotExist();
        assertThat(outside.resolve("secret.txt")).exists();
    }

    @Test
    void contentThatLooksLikeABoundaryStaysContent() {
        var content = "--x\r\n--bou\r\n\r\r\n--bound\r\r\n";
        assertThat(upload("b.bin", content)).contains("\"bytes\":" + content.length());
        assertThat(client.get(files + "/download?path=b.bin").body()).isEqualTo(content);
    }

    @Test
    void aFormThatBreaksOffIsRefused() {
        var form = "--boundary\r\nContent-Disposition: form-data; name=\"files[0].path\"\r\n\r\nx.txt\r\n--bound";
        var answer =
                client.post(files + "/bulk-upload", form, "Content-Type", "multipart/form-data; boundary=boundary");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Json.parse(answer.body()).path("errors")).isNotEmpty();
    }

    @Test
    void singleUploadsWork() {
        var form = "--q\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\nhello\r\n--q--\r\n";
        var answer = client.post(
                files + "/upload?path=/workspace/up/f.txt", form, "Content-Type", "multipart/form-data; boundary=q");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(client.get(files + "/download?path=/workspace/up/f.txt").body())
                .isEqualTo("hello");
    }

    @Test
    void movingDoesNotReplace() {
        client.execute(id, "echo a > a; echo b > b");
        assertThat(client.post(files + "/move?source=a&destination=b", "").statusCode())
                .isEqualTo(409);
        assertThat(client.post(files + "/move?source=none&destination=c", "").statusCode())
                .isEqualTo(404);
        assertThat(client.post(files + "/move?source=a&destination=c", "").statusCode())
                .isEqualTo(200);
        assertThat(client.execute(id, "cat c").path("result").asText()).isEqualTo("a\n");
    }

    @Test
    void deletedSandboxesLeaveNoFiles() {
        var root = daytona.server().sandbox(id).toolbox().box().root();
        assertThat(root).exists();
        client.send("DELETE", "/api/sandbox/" + id, "");
        await().atMost(Client.LONG).until(() -> !Files.exists(root.getParent()));
    }

    private String upload(String path, String content) {
        var form = "--boundary\r\nContent-Disposition: form-data; name=\"files[0].path\"\r\n\r\n" + path
                + "\r\n--boundary\r\nContent-Disposition: form-data; name=\"files[0].file\"; filename=\"f\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n" + content + "\r\n--boundary--\r\n";
        return client.post(files + "/bulk-upload", form, "Content-Type", "multipart/form-data; boundary=boundary")
                .body();
    }

    @Test
    void aPipeHoldsNobodyUp() {
        client.execute(id, "mkfifo pipe; echo there > file");
        assertThat(upload("pipe", "x")).contains("does not do this: to read or write pipes");
        assertThat(client.post(files + "/replace", "{\"files\":[\"pipe\"],\"pattern\":\"a\",\"newValue\":\"b\"}")
                        .statusCode())
                .isEqualTo(501);
        assertThat(client.get(files + "/download?path=pipe").statusCode()).isEqualTo(400);
        assertThat(client.get(files + "?path=.").body()).contains("file");
    }
}
