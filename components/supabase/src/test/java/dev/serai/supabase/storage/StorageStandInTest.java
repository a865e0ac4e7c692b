package dev.serai.supabase.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.junit.SupabaseServerExtension;
import dev.serai.supabase.Routes;
import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.storage.StorageError;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.converter.stream.InputStreamCache;
import org.apache.camel.converter.stream.ReaderCache;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every operation, over a stand-in with a real database. */
@Timeout(120)
class StorageStandInTest {

    @RegisterExtension
    static SupabaseServerExtension supabase = new SupabaseServerExtension();

    @TempDir
    Path folder;

    private Routes routes;

    @BeforeAll
    static void makeBuckets() {
        supabase.sql(
                "insert into storage.buckets(id, name, public) values ('docs', 'docs', false), ('pub', 'pub', true);"
                        + "insert into storage.buckets(id, name, public, file_size_limit, allowed_mime_types)"
                        + " values ('small', 'small', false, 1000, array['text/plain'])");
    }

    @BeforeEach
    void start() throws Exception {
        routes = new Routes(supabase.baseUrl());
        routes.configuration().setApiKey(supabase.anonKey());
        routes.configuration().setServiceKey(supabase.serviceKey());
    }

    @AfterEach
    void stop() {
        routes.close();
    }

    private static String uri(String operation, String path, String... more) {
        return bucket("docs", operation, path, more);
    }

    private static String bucket(String bucket, String operation, String path, String... more) {
        return "supabase:storage/" + bucket + "?key=service&operation=" + operation
                + (path == null ? "" : "&path=" + path)
                + (more.length == 0 ? "" : "&" + String.join("&", more));
    }

    private Object upload(String path, Object body, String... more) {
        return routes.ask(uri("upload", path, more), body);
    }

    private String text(String path) {
        return (String) routes.ask(uri("download", path, "as=text"));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> info(String path) {
        return (Map<String, Object>) routes.ask(uri("info", path));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(Object body) {
        return (List<Map<String, Object>>) body;
    }

    @Test
    void everyKindOfBodyIsUploaded() throws Exception {
        var file = Files.writeString(folder.resolve("a.txt"), "file");
        var generic = new GenericFile<File>();
        generic.setFile(file.toFile());
        StreamCache cache = new InputStreamCache(bytes("cached"));
        var bodies = Map.of(
                "text",
                "text",
                "bytes",
                bytes("bytes"),
                "stream",
                new ByteArrayInputStream(bytes("stream")),
                "file",
                file.toFile(),
                "path",
                file,
                "generic",
                generic,
                "cached",
                cache,
                "reader",
                new ReaderCache("reader"),
                "empty",
                new ByteArrayInputStream(new byte[0]));
        var meant = Map.of("path", "file", "generic", "file", "empty", "");
        bodies.forEach((name, body) -> {
            assertThat(upload("kinds/" + name, body))
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsEntry("path", "kinds/" + name)
                    .containsEntry("fullPath", "docs/kinds/" + name)
                    .containsKey("id");
            assertThat(text("kinds/" + name)).as(name).isEqualTo(meant.getOrDefault(name, name));
        });
        for (var body : new Object[] {null, Map.of("a", 1), folder.resolve("none.txt")}) {
            assertThat(routes.fails(uri("upload", "kinds/no"), body).code())
                    .isIn(SupabaseError.BAD_BODY, StorageError.LOCAL_FILE);
        }
    }

    @Test
    void traitsAreStoredWithTheFile() {
        upload("traits/a.json", "{}", "cacheControl=60", "fileMetadata.author=Ann");
        assertThat(info("traits/a.json"))
                .containsEntry("name", "traits/a.json")
                .containsEntry("size", 2)
                .containsEntry("content_type", "application/json")
                .containsEntry("cache_control", "max-age=60")
                .containsEntry("metadata", Map.of("author", "Ann"));
        routes.ask(
                uri("upload", "traits/b", "contentType=image/png", "fileMetadata.author=Ann"),
                "x",
                Map.of(SupabaseConstants.FILE_METADATA, Map.of("pages", 3)));
        assertThat(info("traits/b"))
                .containsEntry("content_type", "image/png")
                .containsEntry("metadata", Map.of("author", "Ann", "pages", 3));
        routes.ask(uri("upload", "traits/c"), "x", Map.of(Exchange.CONTENT_TYPE, "text/csv"));
        assertThat(info("traits/c")).containsEntry("content_type", "text/csv");
    }

    @Test
    void aFileIsReplacedOnlyWhenThatIsAskedFor() {
        upload("again/a.txt", "one");
        assertThat(routes.fails(uri("upload", "again/a.txt"), "two").code()).isEqualTo(StorageError.EXISTS);
        upload("again/a.txt", "three", "upsert=true");
        assertThat(text("again/a.txt")).isEqualTo("three");
        routes.ask(uri("update", "again/a.txt"), "four");
        assertThat(text("again/a.txt")).isEqualTo("four");
    }

    @Test
    void thePathOfTheHeaderWins() {
        var path = Map.<String, Object>of(SupabaseConstants.PATH, "/header/a b+c(1)&d=e?.txt");
        routes.ask(uri("upload", "not/this"), "x", path);
        assertThat(routes.ask(uri("download", "not/this", "as=text"), null, path))
                .isEqualTo("x");
        assertThat(routes.fails(uri("upload", "not/this"), "x", Map.of(SupabaseConstants.PATH, "a/../b"))
                        .code())
                .isEqualTo(SupabaseError.BAD_OPTION);
        assertThat(routes.ask(uri("exists", "not/this"))).isEqualTo(false);
    }

    @Test
    void aDownloadIsAStreamUnlessSomethingElseIsAskedFor() throws Exception {
        upload("down/a.txt", "0123456789");
        var exchange = routes.send(uri("download", "down/a.txt"), null, Map.of());
        assertThat(exchange.getMessage().getHeader(Exchange.CONTENT_TYPE)).isEqualTo("text/plain");
        assertThat(exchange.getMessage().getHeader(SupabaseConstants.FILE_SIZE)).isEqualTo(10L);
        assertThat(exchange.getMessage().getHeader(SupabaseConstants.ETAG, String.class))
                .isNotBlank();
        try (var stream = (InputStream) exchange.getMessage().getBody()) {
            assertThat(stream).isInstanceOf(StreamCache.class);
            assertThat(stream.readAllBytes()).isEqualTo(bytes("0123456789"));
        }
        assertThat(routes.ask(uri("download", "down/a.txt", "as=bytes"))).isEqualTo(bytes("0123456789"));
        assertThat(routes.ask(uri("download", "down/a.txt", "as=text", "range=2-4")))
                .isEqualTo("234");
        assertThat(routes.ask(
                        uri("download", "down/a.txt", "as=text"), null, Map.of(SupabaseConstants.RANGE, "bytes=-3")))
                .isEqualTo("789");
        assertThat(routes.fails(uri("download", "down/a.txt", "range=50-60"), null)
                        .code())
                .isEqualTo(StorageError.RANGE);
        assertThat(routes.fails(uri("download", "down/none.txt"), null).code()).isEqualTo(StorageError.NO_OBJECT);
    }

    @Test
    void aDownloadBecomesAFile() throws Exception {
        upload("tree/branch/leaf.txt", "0123456789");
        var file = (File) routes.ask(uri("download", "tree/branch/leaf.txt", "directory=" + folder));
        assertThat(file)
                .hasContent("0123456789")
                .isEqualTo(folder.resolve("tree/branch/leaf.txt").toFile());
        var named = (File) routes.ask(
                uri("download", "tree/branch/leaf.txt", "directory=" + folder, "range=5-", "fileName=l.txt"));
        assertThat(named).hasContent("56789").isEqualTo(folder.resolve("l.txt").toFile());
        // Another time it is replaced.
        assertThat((File) routes.ask(uri("download", "tree/branch/leaf.txt", "directory=" + folder, "fileName=l.txt")))
                .hasContent("0123456789");
        assertThat(routes.fails(uri("download", "tree/none", "directory=" + folder), null)
                        .code())
                .isEqualTo(StorageError.NO_OBJECT);
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(2);
        }
    }

    @Test
    void foldersAndAllBelowAreListed() {
        for (int i = 0; i < 5; i++) {
            upload("list/a/" + i + ".txt", "x");
            upload("list/b" + i + ".txt", "x");
        }
        assertThat(maps(routes.ask(uri("list", "list"))))
                .extracting(entry -> entry.get("name"))
                .containsExactly("a", "b0.txt", "b1.txt", "b2.txt", "b3.txt", "b4.txt");
        assertThat(maps(routes.ask(uri("list", "list", "limit=2", "offset=1", "order=name.desc"))))
                .extracting(entry -> entry.get("name"))
                .containsExactly("b3.txt", "b2.txt");
        assertThat(maps(routes.ask(uri("list", "list", "search=b3"))))
                .extracting(entry -> entry.get("name"))
                .containsExactly("b3.txt");
        assertThat(maps(routes.ask(uri("list", "list/", "recursive=true"))))
                .extracting(entry -> entry.get("name"))
                .hasSize(10)
                .contains("list/a/0.txt", "list/b4.txt");
        assertThat(maps(routes.ask(uri("list", "list/", "recursive=true", "limit=3"))))
                .hasSize(3);
        assertThat(routes.fails(uri("list", "list", "order=size"), null).code()).isEqualTo(SupabaseError.BAD_OPTION);
    }

    @Test
    void pagesAreWalkedWithACursor() {
        for (int i = 0; i < 5; i++) {
            upload("pages/" + i + ".txt", "x");
        }
        upload("pages/deep/6.txt", "x");
        var exchange = routes.send(uri("list-v2", "pages/", "limit=4"), null, Map.of());
        var page = exchange.getMessage().getBody(Map.class);
        assertThat(page).containsEntry("hasNext", true);
        assertThat(maps(page.get("objects"))).hasSize(4);
        var cursor = exchange.getMessage().getHeader(SupabaseConstants.CURSOR);
        exchange = routes.send(uri("list-v2", "pages/", "limit=4"), null, Map.of(SupabaseConstants.CURSOR, cursor));
        page = exchange.getMessage().getBody(Map.class);
        assertThat(maps(page.get("objects")))
                .extracting(entry -> entry.get("name"))
                .containsExactly("pages/4.txt");
        assertThat(maps(page.get("folders")))
                .extracting(entry -> entry.get("name"))
                .containsExactly("pages/deep/");
        assertThat(exchange.getMessage().getHeader(SupabaseConstants.CURSOR)).isNull();
    }

    @Test
    void aListOfMoreThanAPageIsWhole() {
        supabase.sql("insert into storage.objects(bucket_id, name, metadata)"
                + " select 'docs', 'many/' || lpad(n::text, 5, '0'), '{\"size\": 1}' from generate_series(1, 2100) n");
        assertThat(maps(routes.ask(uri("list", "many")))).hasSize(2100);
        assertThat(maps(routes.ask(uri("list", "many/", "recursive=true"))))
                .extracting(entry -> entry.get("name"))
                .hasSize(2100)
                .doesNotHaveDuplicates();
        assertThat(routes.fails(uri("list", "many", "maxResponseSize=300000"), null)
                        .code())
                .isEqualTo(SupabaseError.TOO_LARGE);
    }

    @Test
    void filesAreMovedCopiedAndRemoved() {
        upload("move/a.txt", "a");
        assertThat(routes.ask(uri("copy", "move/a.txt", "toPath=move/b.txt")))
                .isEqualTo(Map.of("path", "move/b.txt", "fullPath", "docs/move/b.txt"));
        routes.ask(uri("move", "move/a.txt", "toPath=c.txt", "toBucket=pub"));
        assertThat(routes.ask(bucket("pub", "download", "c.txt", "as=text"))).isEqualTo("a");
        assertThat(routes.ask(uri("exists", "move/a.txt"))).isEqualTo(false);
        assertThat(routes.ask(uri("exists", "move/b.txt"))).isEqualTo(true);
        assertThat(routes.fails(uri("move", "move/none.txt", "toPath=x"), null).code())
                .isEqualTo(StorageError.NO_OBJECT);
        assertThat(routes.fails(uri("copy", "move/b.txt"), null).code()).isEqualTo(SupabaseError.BAD_OPTION);
        upload("move/d.txt", "d");
        assertThat(maps(routes.ask(uri("remove", null), List.of("move/b.txt", "move/none.txt", "move/d.txt"))))
                .extracting(entry -> entry.get("name"))
                .containsExactlyInAnyOrder("move/b.txt", "move/d.txt");
        upload("move/e.txt", "e");
        assertThat(maps(routes.ask(uri("remove", "move/e.txt"), List.of("ignored"))))
                .hasSize(1);
        assertThat(maps(routes.ask(uri("remove", null), "[\"move/e.txt\"]"))).isEmpty();
        for (var nothing : new Object[] {null, List.of(), List.of(1), "no json"}) {
            assertThat(routes.fails(uri("remove", null), nothing).code()).isEqualTo(SupabaseError.BAD_BODY);
        }
    }

    private static HttpResponse<String> fetch(String method, Object address, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create((String) address))
                                .header("Content-Type", "text/plain")
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void signedAddressesWorkWithoutAKey() throws Exception {
        upload("sign/a%20b.txt", "signed");
        var address = routes.ask(uri("signed-url", "sign/a%20b.txt", "expiresIn=1m", "downloadAs=x.txt"));
        var fetched = fetch("GET", address, "");
        assertThat(fetched.body()).isEqualTo("signed");
        assertThat(fetched.headers().firstValue("content-disposition").orElse(""))
                .contains("x.txt");
        var many = maps(routes.ask(uri("signed-url", null), List.of("sign/a b.txt", "sign/none.txt")));
        assertThat(fetch("GET", many.get(0).get("signedUrl"), "").body()).isEqualTo("signed");
        assertThat(many.get(1))
                .containsEntry("path", "sign/none.txt")
                .containsKey("error")
                .doesNotContainKey("signedUrl");
        assertThat(routes.fails(uri("signed-url", "sign/none.txt"), null).code())
                .isEqualTo(StorageError.NO_OBJECT);
    }

    @Test
    @SuppressWarnings("unchecked")
    void aSignedAddressTakesAFileFromWhoeverHasIt() throws Exception {
        var signed = (Map<String, Object>) routes.ask(uri("signed-upload-url", "sign/up.txt"));
        assertThat(fetch("PUT", signed.get("signedUrl"), "hello").statusCode()).isEqualTo(200);
        assertThat(text("sign/up.txt")).isEqualTo("hello");
        for (var threshold : List.of("1000000", "2")) {
            var path = "sign/by-anon-" + threshold;
            signed = (Map<String, Object>) routes.ask(uri("signed-upload-url", path));
            var anon = "supabase:storage/docs?operation=upload-to-signed-url&path=" + path + "&resumableThreshold="
                    + threshold + "&chunkSize=4";
            var token = Map.<String, Object>of(SupabaseConstants.UPLOAD_TOKEN, signed.get("token"));
            assertThat(routes.ask(anon, "by anon", token)).isEqualTo(Map.of("path", path, "fullPath", "docs/" + path));
            assertThat(text(path)).isEqualTo("by anon");
            var failure = routes.fails(
                    anon, "again", Map.of(SupabaseConstants.UPLOAD_TOKEN, "eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl"));
            assertThat(failure.code()).isEqualTo(StorageError.SIGNATURE);
            assertThat(failure).hasMessageNotContaining("c2lnbmF0dXJl");
            assertThat(routes.fails(anon, "again").code()).isEqualTo(SupabaseError.BAD_OPTION);
        }
    }

    @Test
    void aPublicAddressIsMadeWithoutAsking() throws Exception {
        routes.ask(bucket("pub", "upload", "open/a.txt"), "open");
        int asked = supabase.requests().all().size();
        var address = routes.ask(bucket("pub", "public-url", "open/a.txt"));
        assertThat(supabase.requests().all()).hasSize(asked);
        assertThat(fetch("GET", address, "").body()).isEqualTo("open");
    }

    @Test
    @SuppressWarnings("unchecked")
    void bucketsComeAndGo() {
        assertThat(routes.ask(
                        bucket("new", "create-bucket", null, "fileSizeLimit=1MB", "allowedMimeTypes=text/*,image/png")))
                .isEqualTo(Map.of("name", "new"));
        assertThat((Map<String, Object>) routes.ask(bucket("new", "get-bucket", null)))
                .containsEntry("public", false)
                .containsEntry("file_size_limit", 1_000_000)
                .containsEntry("allowed_mime_types", List.of("text/*", "image/png"));
        routes.ask(bucket("new", "update-bucket", null, "publicBucket=true"));
        routes.ask(bucket("new", "update-bucket", null), "{\"fileSizeLimit\": 500}");
        assertThat((Map<String, Object>) routes.ask(bucket("new", "get-bucket", null)))
                .containsEntry("public", true)
                .containsEntry("file_size_limit", 500)
                .containsEntry("allowed_mime_types", List.of("text/*", "image/png"));
        assertThat(maps(routes.ask(
                        "supabase:storage?operation=list-buckets&key=service&search=new&limit=1&order=name")))
                .extracting(entry -> entry.get("id"))
                .containsExactly("new");
        routes.ask(bucket("new", "upload", "a.txt"), "x");
        assertThat(routes.fails(bucket("new", "delete-bucket", null), null).code())
                .isEqualTo(StorageError.NOT_EMPTY);
        routes.ask(bucket("new", "empty-bucket", null));
        routes.ask(bucket("new", "delete-bucket", null));
        assertThat(routes.fails(bucket("new", "get-bucket", null), null).code()).isEqualTo(StorageError.NO_BUCKET);
        assertThat(routes.fails(bucket("docs", "create-bucket", null), null).code())
                .isEqualTo(StorageError.BUCKET_EXISTS);
        assertThat(routes.fails(bucket("new", "update-bucket", null), null).code())
                .isEqualTo(SupabaseError.BAD_OPTION);
        assertThat(routes.fails(bucket("new", "create-bucket", null), Map.of("size", 1))
                        .code())
                .isEqualTo(SupabaseError.BAD_BODY);
    }

    @Test
    void policiesDecideForAnon() {
        upload("mine/a.txt", "x");
        var anon = "supabase:storage/docs?path=mine/a.txt&operation=";
        assertThat(routes.fails(anon + "upload", "y").code()).isEqualTo(StorageError.NOT_ALLOWED);
        assertThat(routes.fails(anon + "upload&resumableThreshold=0", "y").code())
                .isEqualTo(StorageError.NOT_ALLOWED);
        assertThat(routes.fails(anon + "download", null).code()).isEqualTo(StorageError.NO_OBJECT);
        assertThat(routes.ask(anon + "exists")).isEqualTo(false);
        var expired = routes.fails(anon + "list", null, Map.of(SupabaseConstants.ACCESS_TOKEN, "a.b.c"));
        assertThat(expired.code()).isEqualTo(StorageError.TOKEN);
        assertThat(expired.getStatus()).isEqualTo(403);
    }

    @Test
    void aSignedInUserHasWhatPoliciesAllow() {
        supabase.sql("create policy own on storage.objects for all to authenticated"
                + " using (bucket_id = 'docs' and owner_id = auth.uid()::text)"
                + " with check (bucket_id = 'docs' and owner_id = auth.uid()::text)");
        routes.ask(
                "supabase:auth/sign-up?session=ann", Map.of("email", "ann@example.org", "password", "a long secret"));
        var ann = "supabase:storage/docs?session=ann&path=users/ann.txt&operation=";
        routes.ask(ann + "upload", "ann's");
        routes.ask(ann + "upload&upsert=true&resumableThreshold=0&chunkSize=2", "ann's own");
        assertThat(routes.ask(ann + "download&as=text")).isEqualTo("ann's own");
        upload("users/other.txt", "x");
        assertThat(routes.ask("supabase:storage/docs?session=ann&operation=exists&path=users/other.txt"))
                .isEqualTo(false);
        assertThat(maps(routes.ask("supabase:storage/docs?session=ann&operation=list&path=users")))
                .extracting(entry -> entry.get("name"))
                .containsExactly("ann.txt");
    }

    @Test
    void bucketsLimitWhatTheyTake() {
        for (var way : List.of("resumableThreshold=100000", "resumableThreshold=0")) {
            assertThat(routes.fails(bucket("small", "upload", "a.txt", way), "x".repeat(2000))
                            .code())
                    .isEqualTo(StorageError.TOO_LARGE);
            assertThat(routes.fails(bucket("small", "upload", "a.pdf", way), "x")
                            .code())
                    .isEqualTo(StorageError.MIME_TYPE);
            assertThat(routes.fails(bucket("nope", "upload", "a.txt", way), "x").code())
                    .isEqualTo(StorageError.NO_BUCKET);
            assertThat(routes.fails(uri("upload", "%C3%BC.txt", way), "x").code())
                    .isEqualTo(StorageError.BAD_PATH);
        }
    }

    /** The server says no while the file is still being sent. */
    @Test
    void aRefusalInTheMiddleIsHeard() {
        var failure = routes.fails(
                bucket("small", "upload", "a.txt", "resumableThreshold=100000000"),
                new byte[30_000_000],
                Map.of(Exchange.CONTENT_TYPE, "text/plain"));
        assertThat(failure.code()).isEqualTo(StorageError.TOO_LARGE);
    }

    @Test
    void imagesAreNotTransformedByEveryServer() {
        upload("images/a.png", "png");
        assertThat(routes.fails(uri("download", "images/a.png", "transform.width=20"), null)
                        .code())
                .isEqualTo(SupabaseError.NOT_DONE);
        assertThat(routes.fails(uri("signed-url", "images/a.png", "transform.width=20"), null)
                        .code())
                .isEqualTo(SupabaseError.NOT_DONE);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
