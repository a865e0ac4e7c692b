package dev.serai.offline.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;
import dev.serai.offline.http.RawClient;
import dev.serai.offline.junit.SupabaseServerExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no client would send: each gets one clear refusal, and the server goes on. */
class HostileRequestsTest {
    private static final int FAR_TOO_LONG = 1 << 20;
    private static final String DEEP = "[".repeat(200_000);

    @RegisterExtension
    static SupabaseServerExtension supabase = new SupabaseServerExtension();

    @BeforeAll
    static void makeTable() {
        supabase.sql("create table canary(id int, note jsonb); insert into canary values (1, null);"
                + "create function echo(value json) returns json language sql immutable as 'select value'");
    }

    @AfterEach
    void theServerGoesOn() {
        assertThat(api().get("/rest/v1/canary?select=id").body()).isEqualTo("[{\"id\":1}]");
    }

    @Test
    void headsThatAreTooLongAreRefused() throws IOException {
        assertThat(statusOf("GET /" + "x".repeat(FAR_TOO_LONG) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .endsWith(" 414 Request-URI Too Long");
        assertThat(statusOf("GET / HTTP/1.1\r\nHost: x\r\nx-long: " + "x".repeat(FAR_TOO_LONG) + "\r\n\r\n"))
                .endsWith(" 431 Request Header Fields Too Large");
        assertThat(statusOf("GET / HTTP/1.1\r\nHost: x\r\n" + "a: b\r\n".repeat(FAR_TOO_LONG / 4) + "\r\n"))
                .endsWith(" 431 Request Header Fields Too Large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0016\u0003\u0001 no HTTP at all\r\n\r\n",
                "GET\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\nno header\r\n\r\n",
                "POST /rest/v1/canary HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "POST /rest/v1/canary HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n1",
                "POST /rest/v1/canary HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nno size\r\n"
            })
    void whatIsNoHttpIsRefusedOrCut(String bytes) throws IOException {
        assertThat(statusOf(bytes)).matches("|HTTP/\\d.\\d 4\\d\\d .*");
    }

    @Test
    void aRequestThatStopsInTheMiddleHoldsNobodyUp() throws IOException {
        try (var slow = new RawClient(port())) {
            slow.send("POST /rest/v1/canary HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{");
            supabase.requests().awaitInFlight(1, Duration.ofSeconds(20));
            theServerGoesOn();
        }
        supabase.requests().awaitIdle(Duration.ofSeconds(20));
    }

    @Test
    void bodiesThatAreTooLargeAreRefused() {
        var body = "[" + " ".repeat(33 << 20) + "]";
        for (var path : new String[] {"/rest/v1/canary", "/auth/v1/signup", "/storage/v1/bucket", "/functions/v1/f"}) {
            var answer = json(path, body);
            assertThat(answer.statusCode()).as(path).isEqualTo(413);
            assertThat(answer.body()).contains("larger than 33554432 bytes");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/rest/v1/canary",
                "/rest/v1/rpc/echo",
                "/auth/v1/signup",
                "/auth/v1/token?grant_type=password",
                "/auth/v1/token?grant_type=refresh_token",
                "/auth/v1/verify",
                "/auth/v1/otp",
                "/auth/v1/recover",
                "/auth/v1/admin/users",
                "/auth/v1/admin/generate_link",
                "/storage/v1/bucket",
                "/storage/v1/object/list/b",
                "/storage/v1/object/list-v2/b",
                "/storage/v1/object/copy",
                "/storage/v1/object/move",
                "/storage/v1/object/sign/b",
                "/storage/v1/object/sign/b/x"
            })
    void jsonThatIsNoneIsRefused(String path) {
        for (var body : new String[] {
            "{",
            "nothing",
            "",
            "[]",
            "null",
            "1",
            "\"text\"",
            DEEP,
            "{\"a\":" + DEEP,
            "{\"email\":{}}",
            "\u0000",
            "{\"email\":[1],\"password\":{}, \"name\":[], \"prefix\":{}, \"limit\":\"x\", \"paths\":1, \"expiresIn\":[]}",
            "{\"email\":\"a\\u0000@example.org\",\"password\":\"long enough\",\"name\":\"a\\u0000b\"}",
            "{\"email\":\"\\ud800@example.org\",\"name\":\"\\ud800\",\"prefix\":\"\\ud800\",\"value\":\"\\ud800\"}",
            "{\"prefix\":\"a\\u0000b\",\"bucketId\":\"a\\u0000\",\"sourceKey\":\"x\",\"destinationKey\":\"y\"}"
        }) {
            var answer = json(path, body);
            var seen = path + " " + body.substring(0, Math.min(50, body.length())) + " -> " + answer.statusCode() + " "
                    + answer.body();
            assertThat(answer.statusCode()).as(seen).isBetween(200, 499);
            assertThat(answer.body()).as(seen).doesNotContain("stand-in failed");
        }
        supabase.sql("delete from canary where id is null");
    }

    @ParameterizedTest
    @CsvSource({
        "{\"alg\":\"none\"}",
        "{\"alg\":\"None\",\"typ\":\"JWT\"}",
        "{\"alg\":\"hs256\"}",
        "{\"alg\":\"RS256\"}",
        "{\"alg\":[\"HS256\"]}",
        "{}",
        "[]",
        "null",
        "nothing"
    })
    void tokensOfAnotherAlgorithmAreRefused(String head) {
        var claims = encode("{\"role\":\"service_role\",\"sub\":\"00000000-0000-0000-0000-000000000001\"}");
        var signature = supabase.serviceKey().substring(supabase.serviceKey().lastIndexOf('.') + 1);
        for (var token : new String[] {
            encode(head) + "." + claims + ".",
            encode(head) + "." + claims + "." + signature,
            encode(head) + "." + claims,
            encode(head) + "." + claims + ".." + signature
        }) {
            isRefusedEverywhere(token);
        }
    }

    @Test
    void tokensThatAreGarbageAreRefused() {
        isRefusedEverywhere("x".repeat(8_000));
        isRefusedEverywhere(".".repeat(5_000));
        isRefusedEverywhere("..");
        isRefusedEverywhere(supabase.serviceKey() + "x");
        isRefusedEverywhere(encode("{\"alg\":\"HS256\"}") + "." + encode("[".repeat(5_000)) + "." + "A".repeat(43));
    }

    @Test
    void aSignedTokenGetsNoRoleThatAProjectWouldNotGive() {
        for (var role :
                new String[] {"postgres", "pg_read_server_files", "authenticator", "nobody_at_all", "a\\u0000b"}) {
            var token = supabase.server().tokens().sign((ObjectNode) Json.parse("{\"role\":\"" + role + "\"}"));
            var answer = api().get("/rest/v1/canary", "Authorization", "Bearer " + token);
            assertThat(answer.statusCode()).as(role + " " + answer.body()).isBetween(400, 403);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /auth/v1/admin/users/%s",
                "PUT /auth/v1/admin/users/%s",
                "DELETE /auth/v1/admin/users/%s",
                "GET /auth/v1/admin/users?page=%s&per_page=%s",
                "GET /auth/v1/verify?token=%s&type=%s&redirect_to=%s",
                "GET /auth/v1/verify?token=%s&type=signup&redirect_to=%s",
                "POST /auth/v1/otp?redirect_to=%s",
                "POST /auth/v1/token?grant_type=%s",
                "POST /auth/v1/logout?scope=%s",
                "GET /storage/v1/object/sign/b/x?token=%s",
                "GET /storage/v1/object/b/x?download=%s",
                "PUT /storage/v1/object/upload/sign/b/x?token=%s",
                "GET /functions/v1/%s",
                "POST /functions/v1/%s/%s",
                "GET /rest/v1/canary?apikey=%s",
                "GET /%s"
            })
    void noPartOfAnAddressBreaksAnything(String template) throws IOException {
        for (var payload : new String[] {
            "%00",
            "%0d%0aset-cookie:%20x",
            "'%3B%20drop%20table%20canary",
            "%22",
            "%zz",
            "%ff",
            "-1",
            "99999999999999999999",
            "..",
            ""
        }) {
            var space = template.indexOf(' ');
            var key = "apikey: " + supabase.serviceKey() + "\r\nAuthorization: Bearer " + supabase.serviceKey();
            try (var raw = new RawClient(port())) {
                var answer = raw.send(template.substring(0, space)
                                + template.substring(space).replace("%s", payload)
                                + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + key
                                + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")
                        .everything();
                assertThat(answer)
                        .as(payload.replace("%", "%%"))
                        .matches("(?s)HTTP/1.1 [234]\\d\\d .*")
                        .doesNotContainPattern("(?i)\nset-cookie");
            }
        }
    }

    @Test
    void aPreflightMayNameNoHeaders() throws IOException {
        assertThat(statusOf(
                        "OPTIONS /rest/v1/canary HTTP/1.1\r\nHost: x\r\nAccess-Control-Request-Method: GET\r\n\r\n"))
                .isEqualTo("HTTP/1.1 200 OK");
    }

    /** Reads of public things need no token, so writes are what must be refused. */
    private static void isRefusedEverywhere(String token) {
        for (var path : new String[] {
            "/rest/v1/canary",
            "/auth/v1/admin/users",
            "/storage/v1/bucket",
            "/storage/v1/object/b/x.txt",
            "/functions/v1/f"
        }) {
            var asKey = new Api(supabase.baseUrl(), token).post(path, "{}", "content-type", "application/json");
            assertThat(asKey.statusCode()).as(path + " " + asKey.body()).isBetween(400, 403);
            var withKey =
                    api().post(path, "{}", "content-type", "application/json", "Authorization", "Bearer " + token);
            assertThat(withKey.statusCode()).as(path + " " + withKey.body()).isBetween(400, 403);
        }
    }

    private static HttpResponse<String> json(String path, String body) {
        return api().post(path, body, "content-type", "application/json");
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String statusOf(String bytes) throws IOException {
        try (var raw = new RawClient(port())) {
            return raw.sendWhatIsTaken(bytes).statusLine();
        }
    }

    private static int port() {
        return URI.create(supabase.baseUrl()).getPort();
    }

    private static Api api() {
        return new Api(supabase.baseUrl(), supabase.serviceKey());
    }
}
