package dev.serai.supabase.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.supabase.RecordedStep;
import dev.serai.supabase.Routes;
import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.TestServer;
import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.supabase.client.storage.StorageError;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the official client says to a real storage server is said here too, and what it got is understood. */
@Timeout(60)
class StorageRecordingContractTest {

    /** Steps that are no operation of this component, each with its reason. */
    private static final Map<String, String> LEFT_OUT = Map.of(
            "upload-multipart-blob", "a browser's form; files are sent as they are",
            "signed-url-get", "whoever has the address fetches it by other means",
            "signed-url-bad", "the same",
            "public-get", "the same",
            "public-get-private-bucket", "the same",
            "range-get", "downloads use the address that serves both kinds of bucket",
            "head", "info says more",
            "no-auth", "a key is always sent",
            "tus-options", "what the server can is seen when it does it");

    /** A token in the form that tokens have, where the recording has none any more. */
    private static final String TOKEN = "eyJhbGciOiJIUzI1NiJ9.e30.c2ln";

    private static TestServer server;
    private static Routes routes;

    @BeforeAll
    static void start() throws Exception {
        server = new TestServer();
        routes = new Routes(server.url());
    }

    @AfterAll
    static void stop() {
        routes.close();
        server.close();
    }

    private static List<RecordedStep> recorded() throws IOException {
        return RecordedStep.of("storage-server.json", TOKEN);
    }

    static Stream<RecordedStep> steps() throws IOException {
        return recorded().stream()
                .filter(step ->
                        !LEFT_OUT.containsKey(step.name()) && !step.name().startsWith("tus-"));
    }

    private static Exchange perform(RecordedStep step) {
        var options = new LinkedHashMap<String, String>();
        var headers = new HashMap<String, Object>();
        options.put("retries", "0");
        var words = step.path().substring(1).split("/");
        Object body = null;
        String bucket = null;
        if (words[0].equals("bucket")) {
            bucket = words.length > 1 ? words[1] : step.body().path("id").asText(null);
            options.put("operation", bucketOperation(step, words));
            bucket = bucket == null ? null : bucket.replace("/", "%2F");
            if (step.body().has("public")) {
                var traits = new LinkedHashMap<String, Object>();
                traits.put("public", step.body().path("public").asBoolean());
                for (var name : List.of("file_size_limit", "allowed_mime_types")) {
                    if (step.body().has(name)) {
                        traits.put(name, Json.MAPPER.convertValue(step.body().path(name), Object.class));
                    }
                }
                body = traits;
            }
            for (var part : step.query()) {
                var name = part.substring(0, part.indexOf('='));
                var value = part.substring(part.indexOf('=') + 1);
                switch (name) {
                    case "sortColumn" -> options.put("order", value);
                    case "sortOrder" -> assertThat(value).isEqualTo("asc");
                    default -> options.put(name, value);
                }
            }
        } else {
            bucket = fileOperation(step, words, options, headers);
            body = step.request().path("body").path("text").asText(null);
            if (step.body().has("prefixes") || step.body().has("paths")) {
                body = Json.MAPPER.convertValue(
                        step.body().has("paths")
                                ? step.body().path("paths")
                                : step.body().path("prefixes"),
                        Object.class);
            }
        }
        var uri = new StringBuilder("supabase:storage" + (bucket == null ? "" : "/" + bucket) + "?");
        options.forEach(
                (name, value) -> uri.append(name).append('=').append(value).append('&'));
        return routes.send(uri.substring(0, uri.length() - 1), body, headers);
    }

    private static String bucketOperation(RecordedStep step, String[] words) {
        if (words.length == 3) {
            return "empty-bucket";
        }
        return switch (step.method()) {
            case "POST" -> "create-bucket";
            case "PUT" -> "update-bucket";
            case "DELETE" -> "delete-bucket";
            default -> words.length == 1 ? "list-buckets" : "get-bucket";
        };
    }

    /** Puts together what does the step, and gives the bucket. */
    private static String fileOperation(
            RecordedStep step, String[] words, Map<String, String> options, Map<String, Object> headers) {
        var start =
                step.path().startsWith("/object/upload/sign/") ? 3 : words[1].matches("list|list-v2|info|sign") ? 2 : 1;
        var path = new StringBuilder();
        for (int i = start + 1; i < words.length; i++) {
            path.append(path.isEmpty() ? "" : "/").append(URLDecoder.decode(words[i], StandardCharsets.UTF_8));
        }
        var bucket = words[start];
        if (!path.isEmpty()) {
            headers.put(SupabaseConstants.PATH, path.toString());
        }
        if (step.header("cache-control").startsWith("max-age=")) {
            options.put("cacheControl", step.header("cache-control").substring("max-age=".length()));
            headers.put(Exchange.CONTENT_TYPE, step.header("content-type"));
        }
        if (!step.header("x-metadata").isEmpty()) {
            options.put("fileMetadata.k", "v");
        }
        if (step.header("x-upsert").equals("true")) {
            options.put("upsert", "true");
        }
        var operation = switch (words[1]) {
            case "list", "list-v2", "info" -> words[1];
            case "sign" -> "signed-url";
            case "upload" -> step.method().equals("POST") ? "signed-upload-url" : "upload-to-signed-url";
            case "copy", "move" -> {
                headers.put(
                        SupabaseConstants.PATH, step.body().path("sourceKey").asText());
                headers.put(
                        SupabaseConstants.TO_PATH,
                        step.body().path("destinationKey").asText());
                bucket = step.body().path("bucketId").asText();
                yield words[1];
            }
            default ->
                switch (step.method()) {
                    case "POST" -> "upload";
                    case "PUT" -> "update";
                    case "DELETE" -> "remove";
                    default -> "download";
                };
        };
        options.put("operation", step.name().startsWith("exists") ? "exists" : operation);
        if (words[1].startsWith("list")) {
            headers.put(SupabaseConstants.PATH, step.body().path("prefix").asText());
            options.put("limit", step.body().path("limit").asText());
        }
        if (step.body().has("expiresIn")) {
            options.put("expiresIn", step.body().path("expiresIn").asText() + "s");
        }
        if (operation.equals("upload-to-signed-url")) {
            headers.put(SupabaseConstants.UPLOAD_TOKEN, TOKEN);
        }
        if (operation.equals("download")) {
            options.put("as", "text");
        }
        return bucket;
    }

    @ParameterizedTest
    @MethodSource("steps")
    void theRequestIsTheSameAndTheAnswerIsUnderstood(RecordedStep step) {
        server.answer(step.answer());
        int before = server.asked().size();
        var exchange = perform(step);
        assertThat(server.asked()).as(String.valueOf(exchange.getException())).hasSize(before + 1);
        var asked = server.asked().get(before);
        assertThat(asked.method()).isEqualTo(step.method());
        assertThat(asked.path()).isEqualTo("/storage/v1" + step.path());
        assertThat(asked.query()).containsExactlyInAnyOrderElementsOf(step.query());
        for (var name : List.of("x-upsert", "cache-control", "x-metadata")) {
            assertThat(String.valueOf(asked.header(name))).isIn(step.header(name), "null", "false");
            assertThat(asked.header(name) == null)
                    .as(name)
                    .isEqualTo(step.header(name).isEmpty());
        }
        if (!step.body().isMissingNode()) {
            assertThat(asked.json()).isEqualTo(step.body());
        } else {
            assertThat(asked.body()).isEqualTo(step.text());
        }
        check(step, exchange);
    }

    private static void check(RecordedStep step, Exchange exchange) {
        var response = step.response();
        var told = step.told();
        if (step.status() >= 400) {
            if (step.name().equals("exists-no")) {
                assertThat(exchange.getMessage().getBody()).isEqualTo(false);
                return;
            }
            var failure = exchange.getException(SupabaseException.class);
            assertThat(failure.getServiceCode()).isEqualTo(told.path("code").asText());
            assertThat(String.valueOf(failure.getStatus()))
                    .isEqualTo(told.path("statusCode").asText());
            assertThat(failure.code()).isInstanceOf(StorageError.class).isNotEqualTo(StorageError.BAD_REQUEST);
            return;
        }
        assertThat(exchange.getException()).isNull();
        var body = exchange.getMessage().getBody();
        switch (step.name()) {
            case "exists" -> assertThat(body).isEqualTo(true);
            case "download" ->
                assertThat(body).isEqualTo(response.path("body").path("text").asText());
            case "signed-url", "signed-url-download" ->
                assertThat(body).isEqualTo(server.url() + "/storage/v1/object/sign/docs/a/b.txt?token=" + TOKEN);
            case "signed-urls" ->
                assertThat(Json.tree(body).path(0).path("signedUrl").asText()).endsWith("?token=" + TOKEN);
            case "signed-upload-url" ->
                assertThat(Json.tree(body).path("token").asText()).isEqualTo(TOKEN);
            case "copy", "move" ->
                assertThat(Json.tree(body).path("path")).isEqualTo(step.body().path("destinationKey"));
            default -> {
                if (told.has("Key")) {
                    assertThat(Json.tree(body).path("fullPath")).isEqualTo(told.path("Key"));
                    assertThat(Json.tree(body).path("id").asText(""))
                            .isEqualTo(told.path("Id").asText(""));
                } else {
                    assertThat(Json.text(body)).isEqualTo(Json.text(told));
                }
            }
        }
    }

    @Test
    void aResumableUploadSaysWhatTheRecordingSays() throws Exception {
        var byName = new HashMap<String, RecordedStep>();
        recorded().forEach(step -> byName.put(step.name(), step));
        // The part that is sent last breaks, so that the server is asked how far it is.
        var script = List.of("tus-create", "tus-patch-1", "tus-patch-wrong-offset", "tus-head", "tus-patch-2")
                .iterator();
        int before = server.asked().size();
        server.answer(asked -> byName.get(script.next()).answer());
        var stored = routes.ask(
                "supabase:storage/docs?operation=upload&path=tus/r.txt&upsert=true&resumableThreshold=0&chunkSize=5",
                "0123456789",
                Map.of(SupabaseConstants.FILE_METADATA, Map.of("a", 1)));
        assertThat(stored).isEqualTo(Map.of("path", "tus/r.txt", "fullPath", "docs/tus/r.txt"));
        var asked = server.asked().subList(before, server.asked().size());
        var meant = Stream.of("tus-create", "tus-patch-1", "tus-patch-2", "tus-head", "tus-patch-2")
                .map(byName::get)
                .toList();
        assertThat(asked).hasSize(meant.size());
        for (int i = 0; i < meant.size(); i++) {
            var step = meant.get(i);
            assertThat(asked.get(i).method()).isEqualTo(step.method());
            assertThat(asked.get(i).path()).isEqualTo("/storage/v1" + step.path());
            for (var name : List.of("tus-resumable", "upload-length", "upload-offset", "upload-metadata")) {
                assertThat(String.valueOf(asked.get(i).header(name)))
                        .as(step.name() + " " + name)
                        .isEqualTo(step.header(name, "null"));
            }
            assertThat(asked.get(i).body()).isEqualTo(step.text());
        }
    }

    @Test
    void aResumableUploadOfWhatIsThereIsRefused() throws Exception {
        var refusal = recorded().stream()
                .filter(step -> step.name().equals("tus-create-dup"))
                .findFirst()
                .orElseThrow();
        server.answer(refusal.answer());
        var failure = routes.fails("supabase:storage/docs?operation=upload&path=tus/r.txt&resumableThreshold=0", "abc");
        assertThat(failure.code()).isEqualTo(StorageError.EXISTS);
        assertThat(failure.getStatus()).isEqualTo(409);
        assertThat(failure.code()).isNotEqualTo(SupabaseError.REJECTED);
    }
}
