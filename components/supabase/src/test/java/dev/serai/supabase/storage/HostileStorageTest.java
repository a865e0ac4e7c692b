package dev.serai.supabase.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.supabase.Routes;
import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.TestServer;
import dev.serai.supabase.TestServer.Answer;
import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.storage.StorageError;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers, and names from strangers, that mean no good. */
@Timeout(60)
class HostileStorageTest {

    private static final String UPLOAD =
            "supabase:storage/docs?operation=upload&path=a&resumableThreshold=0&chunkSize=4&transferRetries=1";

    @TempDir
    Path folder;

    private TestServer server;
    private Routes routes;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer();
        routes = new Routes(server.url());
    }

    @AfterEach
    void stop() {
        routes.close();
        server.close();
    }

    private static Answer tus(int status) {
        return Answer.of(status, "text/plain", "").with("Tus-Resumable", "1.0.0");
    }

    private static Answer begun(String location) {
        return tus(201).with("Location", location);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://elsewhere.example/upload/..",
                "/upload/a?b=c",
                "/upload/a%2Fb",
                "a#b",
                "/upload/resumable/"
            })
    void anUploadGoesOnNowhereElse(String location) {
        server.answer(begun(location));
        assertThat(routes.fails(UPLOAD, "12345678").code()).isEqualTo(StorageError.UNREADABLE);
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void anotherHostIsNotFollowed() {
        server.answer(asked -> asked.method().equals("POST")
                ? begun("https://elsewhere.example:9/x/abc")
                : tus(204).with("Upload-Offset", asked.header("upload-offset").equals("0") ? "4" : "8"));
        routes.ask(UPLOAD, "12345678");
        assertThat(server.last().path()).isEqualTo("/storage/v1/upload/resumable/abc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-4", "9", "99999999999999999999"})
    void anOffsetThatCannotBeIsRefused(String offset) {
        server.answer(asked -> asked.method().equals("POST") ? begun("/abc") : tus(204).with("Upload-Offset", offset));
        assertThat(routes.fails(UPLOAD, "12345678").code()).isEqualTo(StorageError.UNREADABLE);
    }

    @Test
    void aServerThatTakesNothingIsLeft() {
        server.answer(asked -> asked.method().equals("POST") ? begun("/abc") : tus(204).with("Upload-Offset", "0"));
        assertThat(routes.fails(UPLOAD, "12345678").code()).isEqualTo(SupabaseError.BROKE);
    }

    @Test
    void aServerThatForgetsAgainAndAgainIsLeft() {
        server.answer(asked -> switch (asked.method()) {
            case "POST" -> begun("/abc");
            case "HEAD" -> tus(200).with("Upload-Offset", "0");
            default -> asked.header("upload-offset").equals("0") ? tus(204).with("Upload-Offset", "4") : tus(503);
        });
        assertThat(routes.fails(UPLOAD, "12345678").code()).isEqualTo(StorageError.BUSY);
        assertThat(server.asked()).hasSizeLessThan(10);
        // A stream cannot be read again.
        var failure = routes.fails(UPLOAD, new ByteArrayInputStream("12345678".getBytes(StandardCharsets.UTF_8)));
        assertThat(failure.code()).isEqualTo(StorageError.OUT_OF_STEP);
    }

    @Test
    void anUploadThatIsGoneSaysSo() {
        server.answer(asked -> asked.method().equals("POST")
                ? begun("/abc")
                : Answer.of(404, "text/plain", "The file for this url was not found\n")
                        .with("Tus-Resumable", "1.0.0"));
        assertThat(routes.fails(UPLOAD, "12345678").code()).isEqualTo(StorageError.UPLOAD_GONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../out.txt",
                "a/../../out.txt",
                "a//b",
                "..",
                "a/",
                "C:\\out.txt",
                "a\\..\\..\\out",
                "a:stream",
                "link/out.txt",
                "tab\tname",
                "here",
                "half\ud800"
            })
    void noNameLeadsOutOfTheDirectory(String name) throws Exception {
        var inner = Files.createDirectories(folder.resolve("inner"));
        Files.createDirectories(inner.resolve("here"));
        Files.createSymbolicLink(inner.resolve("link"), Files.createDirectories(folder.resolve("outside")));
        server.answer(Answer.of(200, "text/plain", "x"));
        var failure = routes.fails(
                "supabase:storage/docs?path=x&directory=" + inner, null, Map.of(SupabaseConstants.FILE_NAME, name));
        assertThat(failure.code()).isEqualTo(StorageError.UNSAFE_NAME);
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void aLinkInThePlaceOfTheFileIsReplacedAndNotFollowed() throws Exception {
        var victim = Files.writeString(folder.resolve("victim"), "untouched");
        var inner = Files.createDirectories(folder.resolve("inner"));
        Files.createSymbolicLink(inner.resolve("x"), victim);
        server.answer(Answer.of(200, "text/plain", "new"));
        assertThat((File) routes.ask("supabase:storage/docs?path=x&directory=" + inner))
                .hasContent("new");
        assertThat(victim).hasContent("untouched");
    }

    @Test
    void aPathOfDotsIsNotSent() {
        for (var path : List.of("../x", "a/./b", "a//b", "a/..")) {
            assertThat(routes.fails("supabase:storage/docs?operation=info", null, Map.of(SupabaseConstants.PATH, path))
                            .code())
                    .isEqualTo(SupabaseError.BAD_OPTION);
        }
        assertThat(routes.fails("supabase:storage/..?operation=get-bucket", null)
                        .code())
                .isEqualTo(SupabaseError.BAD_OPTION);
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void aSignedAddressOfTheServersOwnMakingIsNotPassedOn() {
        server.answer(Answer.json(200, "{\"signedURL\":\"https://elsewhere.example/object/sign/x?token=a.b.c\"}"));
        assertThat(routes.ask("supabase:storage/docs?operation=signed-url&path=x"))
                .isEqualTo(server.url() + "/storage/v1/object/sign/docs/x?token=a.b.c");
        for (var answer :
                List.of("{}", "[]", "{\"signedURL\":\"/object/sign/docs/x?token=a b\"}", "{\"signedURL\":\"/x\"}")) {
            server.answer(Answer.json(200, answer));
            assertThat(routes.fails("supabase:storage/docs?operation=signed-url&path=x", null)
                            .code())
                    .isEqualTo(StorageError.UNREADABLE);
        }
    }

    @Test
    void aListWithoutAnEndIsLeft() {
        var pages = new AtomicInteger();
        server.answer(asked -> Answer.json(
                200,
                "{\"hasNext\":true,\"nextCursor\":\"" + pages.incrementAndGet() / 3
                        + "\",\"objects\":[{\"name\":\"a\"}]}"));
        assertThat(routes.fails("supabase:storage/docs?operation=list&recursive=true", null)
                        .code())
                .isEqualTo(StorageError.UNREADABLE);
        server.answer(asked -> Answer.json(
                200, "{\"hasNext\":true,\"nextCursor\":\"" + pages.incrementAndGet() + "\",\"objects\":[{}]}"));
        assertThat(routes.fails("supabase:storage/docs?operation=list&recursive=true&maxResponseSize=2000", null)
                        .code())
                .isEqualTo(SupabaseError.TOO_LARGE);
    }

    @Test
    void answersThatAreNoneAreNamed() {
        for (var answer : List.of("no json", "5", "{\"a\":1}", "[1]")) {
            server.answer(Answer.json(200, answer));
            for (var operation : List.of("list", "remove", "list-buckets")) {
                assertThat(routes.fails("supabase:storage/docs?path=x&operation=" + operation, null)
                                .code())
                        .isEqualTo(StorageError.UNREADABLE);
            }
        }
        server.answer(Answer.of(206, "text/plain", "x"));
        for (var as : List.of("as=text", "as=stream", "directory=" + folder)) {
            assertThat(routes.fails("supabase:storage/docs?path=x&range=0-1&" + as, null)
                            .code())
                    .isEqualTo(StorageError.UNREADABLE);
        }
        server.answer(Answer.of(200, "text/plain", "whole"));
        for (var as : List.of("as=text", "as=stream", "directory=" + folder)) {
            assertThat(routes.fails("supabase:storage/docs?path=x&range=0-1&" + as, null)
                            .code())
                    .isEqualTo(StorageError.RANGE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "404,NoSuchKey,NO_OBJECT",
        "404,NoSuchBucket,NO_BUCKET",
        "409,KeyAlreadyExists,EXISTS",
        "409,BucketAlreadyExists,BUCKET_EXISTS",
        "413,EntityTooLarge,TOO_LARGE",
        "415,InvalidMimeType,MIME_TYPE",
        "403,AccessDenied,NOT_ALLOWED",
        "400,InvalidKey,BAD_PATH",
        "400,InvalidBucketName,BAD_BUCKET_NAME",
        "409,ResourceNotEmpty,NOT_EMPTY",
        "400,InvalidJWT,TOKEN",
        "400,InvalidSignature,SIGNATURE",
        "416,InvalidRange,RANGE",
        "400,InvalidRequest,BAD_REQUEST",
        "503,SlowDown,BUSY",
        "544,DatabaseTimeout,BUSY",
        "429,SomethingNew,BUSY"
    })
    void theServicesCodesHaveTheirMeaning(int status, String code, StorageError error) {
        server.answer(Answer.json(
                400,
                "{\"statusCode\":\"" + status + "\",\"error\":\"x\",\"message\":\"what went wrong\",\"code\":\"" + code
                        + "\"}"));
        var failure = routes.fails("supabase:storage/docs?operation=info&path=x&retries=0", null);
        assertThat(failure.code()).isEqualTo(error);
        assertThat(failure.getStatus()).isEqualTo(status);
        assertThat(failure.getServiceCode()).isEqualTo(code);
        assertThat(failure.getServiceMessage()).isEqualTo("what went wrong");
        assertThat(failure.isRetryable()).isEqualTo(error == StorageError.BUSY);
    }

    @Test
    void readsAreTriedAgainWhenTheBusyServerHidesIt() {
        server.answer(Answer.json(400, "{\"statusCode\":\"503\",\"message\":\"slow\",\"code\":\"SlowDown\"}"));
        routes.fails("supabase:storage/docs?operation=info&path=x", null);
        assertThat(server.asked()).hasSize(3);
        routes.fails("supabase:storage/docs?operation=remove&path=x", null);
        assertThat(server.asked()).hasSize(4);
    }

    @Test
    void aBusyServerIsNotAskedMoreOftenThanRetriesSays() {
        for (var status : List.of(429, 503)) {
            server.answer(Answer.json(
                    status, "{\"statusCode\":\"" + status + "\",\"message\":\"slow\",\"code\":\"SlowDown\"}"));
            int before = server.asked().size();
            var failure = routes.fails("supabase:storage/docs?operation=info&path=x", null);
            assertThat(failure.code()).isEqualTo(StorageError.BUSY);
            assertThat(server.asked()).hasSize(before + 3);
            routes.fails("supabase:storage/docs?path=x", null);
            assertThat(server.asked()).hasSize(before + 6);
        }
    }

    @Test
    void aDownloadToAFileSurvivesAsManyFaultsAsItSays() {
        server.answer(Answer.json(503, "{\"statusCode\":\"503\",\"message\":\"slow\",\"code\":\"SlowDown\"}"));
        routes.fails("supabase:storage/docs?path=x&transferRetries=1&directory=" + folder, null);
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void whoAsksToWaitLongIsNotAskedAtOnce() {
        server.answer(Answer.json(503, "{\"statusCode\":\"503\",\"message\":\"slow\",\"code\":\"SlowDown\"}")
                .with("Retry-After", "600"));
        routes.fails("supabase:storage/docs?operation=info&path=x", null);
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void aFailedRemovalTellsWhatIsGone() {
        var paths = IntStream.range(0, 1500).mapToObj(i -> "f" + i).toList();
        server.answer(asked -> asked.json().path("prefixes").size() == 1000
                ? Answer.json(200, "[]")
                : Answer.json(500, "{\"statusCode\":\"500\",\"message\":\"no\",\"code\":\"InternalError\"}"));
        assertThat(routes.fails("supabase:storage/docs?operation=remove", paths))
                .hasMessageContaining("1000 to 1499 of 1500")
                .hasMessageContaining("those before them");
    }

    @Test
    void aPartThatNobodyAskedForIsNoFile() throws Exception {
        server.answer(Answer.of(206, "text/plain", "01234").with("Content-Range", "bytes 5-9/20"));
        for (var options : List.of("as=text", "as=stream", "directory=" + folder)) {
            for (var range : List.of("", "&range=0-4", "&range=5-", "&range=-10")) {
                assertThat(routes.fails("supabase:storage/docs?path=x&transferRetries=0&" + options + range, null)
                                .code())
                        .as(options + range)
                        .isEqualTo(StorageError.UNREADABLE);
            }
        }
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void keysAreNotRepeated() {
        server.answer(Answer.json(
                400, "{\"statusCode\":\"400\",\"message\":\"" + Routes.ANON + "\",\"code\":\"InvalidRequest\"}"));
        for (var uri : List.of("supabase:storage/docs?operation=info&path=x", UPLOAD)) {
            assertThat(routes.fails(uri, "12345678")).hasMessageNotContaining(Routes.ANON);
        }
    }

    @Test
    void whatCannotBeIsRefusedBeforeAnythingIsSent() {
        for (var options : List.of(
                "operation=download",
                "path=x&as=file",
                "path=x&as=text&directory=" + folder,
                "path=x&range=a-b",
                "path=x&transform.colour=red",
                "path=x&chunkSize=0",
                "path=x&expiresIn=10",
                "operation=list&recursive=true&search=a",
                "operation=list&order=size.asc",
                "operation=list&limit=-1",
                "operation=list-buckets&order=owner",
                "path=x&progressTo=nothing:there",
                "path=x&operation=upload&contentType=a%0Ab")) {
            assertThat(routes.fails("supabase:storage/docs?" + options, "x").code())
                    .as(options)
                    .isEqualTo(SupabaseError.BAD_OPTION);
        }
        assertThat(routes.fails("supabase:storage/docs?operation=destroy", null).code())
                .isEqualTo(SupabaseError.UNKNOWN_OPERATION);
        assertThat(routes.fails("supabase:storage?operation=list", null).code()).isEqualTo(SupabaseError.NO_NAME);
        assertThat(routes.fails("supabase:storage/docs?operation=remove", null, Map.of(SupabaseConstants.RANGE, "x"))
                        .code())
                .isEqualTo(SupabaseError.BAD_BODY);
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void imagesAreTransformedByTheServer() {
        server.answer(Answer.of(200, "image/png", "png"));
        routes.ask("supabase:storage/docs?path=a/b.png&as=bytes&transform.width=20&transform.resize=cover");
        assertThat(server.last().uri())
                .isEqualTo("/storage/v1/render/image/authenticated/docs/a/b.png?resize=cover&width=20");
        assertThat(
                        routes.ask(
                                "supabase:storage/docs?operation=public-url&path=a/b.png&transform.width=20&downloadAs=b c.png"))
                .isEqualTo(server.url() + "/storage/v1/render/image/public/docs/a/b.png?width=20&download=b%20c.png");
        server.answer(Answer.json(200, "{\"signedURL\":\"/render/image/sign/docs/a/b.png?token=a.b.c\"}"));
        assertThat(routes.ask("supabase:storage/docs?operation=signed-url&path=a/b.png&transform.width=20"))
                .isEqualTo(server.url() + "/storage/v1/render/image/sign/docs/a/b.png?token=a.b.c");
        assertThat(server.last().json().path("transform").path("width").isInt()).isTrue();
    }

    /** Answers half of what is asked for at first, and from then on as the given version of the file. */
    private static Answer part(TestServer.Asked asked, String etag, boolean half) {
        int first = Integer.parseInt(asked.header("range").replaceAll("bytes=(\\d+)-19", "$1"));
        var text = "01234567890123456789".substring(first, half ? 10 : 20);
        return Answer.of(206, "text/plain", text)
                .with("Content-Range", "bytes " + first + "-19/20")
                .with("ETag", etag);
    }

    @Test
    void aFileThatIsReplacedMeanwhileIsDownloadedAnew() {
        var asked = new AtomicInteger();
        server.answer(request -> part(request, asked.get() == 0 ? "old" : "new", asked.getAndIncrement() == 0));
        var uri = "supabase:storage/docs?path=x&range=0-19&directory=" + folder;
        assertThat((File) routes.ask(uri)).hasContent("01234567890123456789");
        assertThat(server.asked())
                .extracting(request -> request.header("range"))
                .containsExactly("bytes=0-19", "bytes=10-19", "bytes=0-19");
    }

    @Test
    void aFileThatIsNeverTheSameIsLeft() throws Exception {
        var asked = new AtomicInteger();
        server.answer(request -> part(request, "v" + asked.get(), asked.getAndIncrement() % 2 == 0));
        var uri = "supabase:storage/docs?path=x&range=0-19&transferRetries=3&directory=" + folder;
        assertThat(routes.fails(uri, null).code()).isEqualTo(StorageError.FILE_CHANGED);
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }
}
