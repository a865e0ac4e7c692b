package dev.serai.searxng.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.serai.offline.http.ReceivedRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageFetchTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static PageException refusal(PageSite site, URI url) {
        var refusal = catchThrowableOfType(PageException.class, () -> site.read(url));
        assertThat(refusal).as("%s is refused", url).isNotNull();
        return refusal;
    }

    private static PageException refusal(PageSite site, String path) {
        return refusal(site, site.url(path));
    }

    private static byte[] gzip(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var stream = new GZIPOutputStream(packed)) {
            stream.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "public", "*.example.com", "10.0.0.0/8"})
    void aPageInsideIsRefusedUntilItIsNamed(String allow) {
        try (var site = PageSite.allowing(allow)) {
            var refusal = refusal(site, "/page");
            assertThat(refusal.code()).isEqualTo(PageError.NOT_ALLOWED);
            assertThat(refusal).hasMessageContaining("serai.web.allow=127.0.0.1");
            assertThat(site.requests().total()).isZero();
        }
    }

    @Test
    void withoutTheSettingNothingIsReadAndNoNameAskedFor() {
        try (var site = PageSite.allowing(null)) {
            var refusal = refusal(site, URI.create("https://no-such-name.example.com/"));
            assertThat(refusal.code()).isEqualTo(PageError.NOT_ALLOWED);
            assertThat(refusal).hasMessageContaining("serai.web.allow=no-such-name.example.com");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "file:///etc/passwd, ADDRESS",
        "ftp://127.0.0.1/, ADDRESS",
        "jar:http://127.0.0.1/a!/b, ADDRESS",
        "/page, ADDRESS",
        "http://127.0.0.1@10.0.0.1/, ADDRESS",
        "http://user:word@127.0.0.1/, ADDRESS",
        "http://127.0.0.1:0/, ADDRESS",
        "http://127.0.0.1:70000/, ADDRESS",
        "http://127.1/, ADDRESS",
        "http://2130706433/, NOT_ALLOWED",
        "http://0x7f.0.0.1/, ADDRESS",
        "http://0177.0.0.1/, NOT_ALLOWED",
        "http://127.0.0.1./, ADDRESS",
        "http://[::1]/, NOT_ALLOWED",
        "http://169.254.169.254/, NOT_ALLOWED"
    })
    void addressesThatAreNotPlainAreRefused(URI url, PageError code) {
        try (var site = PageSite.allowed()) {
            var refusal = refusal(site, url);
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.getMessage()).doesNotContain("user:word");
        }
    }

    @Test
    void aRedirectIsFollowedAndThePageSaysWhereItWas() {
        try (var site = PageSite.allowed()) {
            site.redirect("/old", "new place?q=\u00e4#there").page("/new%20place", "text/plain", "Found.");
            var page = site.read("/old");
            assertThat(page.text()).isEqualTo("Found.");
            assertThat(page.url()).isEqualTo(site.url("/new%20place?q=%C3%A4"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://10.0.0.1/, NOT_ALLOWED",
        "http://169.254.169.254/latest/meta-data/, NOT_ALLOWED",
        "http://[::ffff:10.0.0.1]/, NOT_ALLOWED",
        "//10.0.0.1/, NOT_ALLOWED",
        "http://127.1/, ADDRESS",
        "file:///etc/passwd, REDIRECT",
        "ftp://127.0.0.1/a, REDIRECT",
        "javascript:alert(1), REDIRECT",
        "http://a@127.0.0.1/, ADDRESS",
        "http://[, REDIRECT",
        "/page, REDIRECT"
    })
    void aRedirectIsCheckedLikeTheFirstAddress(String location, PageError code) {
        try (var site = PageSite.allowed()) {
            site.redirect("/page", location);
            assertThat(refusal(site, "/page").code()).isEqualTo(code);
        }
    }

    @Test
    void aRedirectWithoutAnAddressIsRefused() {
        try (var site = PageSite.allowed()) {
            site.on("/page", exchange -> exchange.sendEmpty(301));
            assertThat(refusal(site, "/page").code()).isEqualTo(PageError.REDIRECT);
        }
    }

    @Test
    void redirectsEnd() {
        try (var site = PageSite.allowed()) {
            IntStream.range(0, 10).forEach(i -> site.redirect("/" + i, "/" + (i + 1)));
            assertThat(refusal(site, "/0")).hasMessageContaining("maxRedirects=5");
            assertThat(site.requests().to("/6")).isEmpty();
            site.redirect("/a", "/b").redirect("/b", "/a");
            assertThat(refusal(site, "/a")).hasMessageContaining("in a circle");
        }
    }

    @Test
    void robotsFilesAreObeyed() {
        try (var site = PageSite.allowed()) {
            site.page(
                    "/robots.txt",
                    "text/plain",
                    "User-agent: *\nDisallow: /page\nUser-agent: Serai\nDisallow: /private\nAllow: /private/open\n"
                            + "Disallow: /*.cgi$");
            for (var path : new String[] {"/page", "/private/open", "/a.cgi.html", "/private", "/a.cgi"}) {
                site.page(path, "text/plain", "Words.");
            }
            assertThat(site.read("/page").text()).isEqualTo("Words.");
            assertThat(site.read("/private/open").text()).isEqualTo("Words.");
            assertThat(site.read("/a.cgi.html").text()).isEqualTo("Words.");
            assertThat(refusal(site, "/private").code()).isEqualTo(PageError.ROBOTS);
            assertThat(refusal(site, "/a.cgi").code()).isEqualTo(PageError.ROBOTS);
            assertThat(site.requests().to("/private")).isEmpty();
            assertThat(site.requests().to("/robots.txt")).hasSize(1);
        }
    }

    @Test
    void aRedirectToADisallowedPageIsNotFollowed() {
        try (var site = PageSite.allowed()) {
            site.page("/robots.txt", "text/plain", "User-agent: *\nDisallow: /private")
                    .redirect("/page", "/private");
            assertThat(refusal(site, "/page").code()).isEqualTo(PageError.ROBOTS);
        }
    }

    @Test
    void aFailingRobotsFileRefusesUnlessItIsNotAskedFor() {
        var careless = new PageOptions();
        careless.setRobots(false);
        try (var site = PageSite.allowed();
                var other = PageSite.with(careless)) {
            for (var each : new PageSite[] {site, other}) {
                each.on("/robots.txt", exchange -> exchange.sendEmpty(503)).page("/page", "text/plain", "Words.");
            }
            var refusal = refusal(site, "/page");
            assertThat(refusal.code()).isEqualTo(PageError.ROBOTS_UNKNOWN);
            assertThat(refusal).hasMessageContaining("503");
            assertThat(other.read("/page").text()).isEqualTo("Words.");
            assertThat(other.requests().to("/robots.txt")).isEmpty();
        }
    }

    @Test
    void aPackedPageIsUnpackedUpToTheLimit() {
        try (var site = PageSite.allowed()) {
            var small = gzip("Words.".getBytes(StandardCharsets.UTF_8));
            var bomb = gzip(new byte[50_000_000]);
            site.on("/small", e -> e.setHeader("Content-Encoding", "gzip").send(200, "text/plain", small));
            site.on("/bomb", e -> e.setHeader("Content-Encoding", "gzip").send(200, "text/plain", bomb));
            site.on("/false", e -> e.setHeader("Content-Encoding", "gzip").send(200, "text/plain", "no"));
            site.on("/other", e -> e.setHeader("Content-Encoding", "br").send(200, "text/plain", "no"));
            assertThat(site.read("/small").text()).isEqualTo("Words.");
            assertThat(refusal(site, "/bomb").code()).isEqualTo(PageError.TOO_LARGE);
            assertThat(refusal(site, "/false").code()).isEqualTo(PageError.CODING);
            assertThat(refusal(site, "/other").code()).isEqualTo(PageError.CODING);
        }
    }

    @Test
    void anEndlessPageEndsAtTheLimit() {
        try (var site = PageSite.allowed()) {
            site.on("/page", exchange -> {
                exchange.startStream(200, "text/plain");
                PageSite.endless(exchange, "a".repeat(64 * 1024), Duration.ofMillis(1));
            });
            assertThat(refusal(site, "/page").code()).isEqualTo(PageError.TOO_LARGE);
            site.requests().awaitIdle(LIMIT);
        }
    }

    @Test
    void aPageThatDripsEndsInTime() {
        var options = new PageOptions();
        options.setPageTimeout(700);
        options.setRobots(false);
        try (var site = PageSite.with(options)) {
            site.on("/page", exchange -> {
                exchange.startStream(200, "text/plain");
                PageSite.endless(exchange, "a", Duration.ofMillis(20));
            });
            site.on("/silent", exchange -> {});
            assertThat(refusal(site, "/page").code()).isEqualTo(PageError.TIMEOUT);
            assertThat(refusal(site, "/silent").code()).isEqualTo(PageError.TIMEOUT);
            site.requests().awaitIdle(LIMIT);
        }
    }

    @Test
    void aReadThatIsCancelledHangsUp() {
        try (var site = PageSite.allowed()) {
            site.on("/page", exchange -> {});
            var read = site.reader().read(site.url("/page"));
            site.requests().await(request -> request.path().equals("/page"), LIMIT);
            read.cancel(true);
            site.requests().awaitCancelled(LIMIT);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "image/png, PNG, NOT_TEXT",
        "application/octet-stream, abc, NOT_TEXT",
        "text/html, a\0b, NOT_TEXT",
        "application/pdf, %PDF-1.7, PDF",
        "text/html, %PDF-1.7, PDF"
    })
    void whatIsNotTextIsRefused(String type, String body, PageError code) {
        try (var site = PageSite.allowed()) {
            site.page("/page", type, body);
            assertThat(refusal(site, "/page").code()).isEqualTo(code);
        }
    }

    @ParameterizedTest
    @CsvSource({"404, MISSING", "410, MISSING", "401, REFUSED", "403, REFUSED", "429, BUSY", "503, BUSY", "500, SERVER"
    })
    void theStatusDecides(int status, PageError code) {
        try (var site = PageSite.allowed()) {
            site.on("/page", exchange -> exchange.send(status, "text/html", "no"));
            var refusal = refusal(site, "/page");
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal).hasMessageContaining(Integer.toString(status));
        }
    }

    @Test
    void nothingOfTheReaderIsTold() {
        try (var site = PageSite.allowed()) {
            site.on(
                    "/page",
                    e -> e.setHeader("Set-Cookie", "a=b")
                            .setHeader("Location", "/next")
                            .sendEmpty(302));
            site.page("/next", "text/plain", "Words.");
            site.read("/page");
            var request = site.requests().last();
            assertThat(request.path()).isEqualTo("/next");
            assertThat(request.header("User-Agent")).isEqualTo("serai");
            assertThat(request.headers()).doesNotContainKeys("cookie", "referer", "authorization");
        }
    }

    @Test
    void oneHostIsAskedForFewPagesAtOnce() {
        try (var site = PageSite.allowed()) {
            site.on("/page", e -> e.after(Duration.ofMillis(30), () -> e.send(200, "text/plain", "Words.")));
            var reads = IntStream.range(0, 8)
                    .mapToObj(i -> site.reader().read(site.url("/page?" + i)))
                    .toList();
            assertThat(CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new)))
                    .succeedsWithin(LIMIT);
            assertThat(site.requests().maxInFlight()).isEqualTo(2);
            assertThat(site.requests().to("/page")).hasSize(8).allMatch(request -> request.status() == 200);
            assertThat(site.requests().to("/robots.txt"))
                    .extracting(ReceivedRequest::status)
                    .containsExactly(404);
        }
    }

    @Test
    void portsCanBeLimited() {
        var options = new PageOptions();
        options.setPagePorts("80,443");
        try (var site = PageSite.with(options)) {
            assertThat(refusal(site, "/page")).hasMessageContaining("pagePorts");
        }
    }

    @Test
    void anUnknownHostOrNoServerIsUnreachable() {
        var options = new PageOptions();
        options.setRobots(false);
        URI gone;
        try (var site = PageSite.with(options)) {
            gone = site.url("/page");
        }
        try (var site = PageSite.with(options)) {
            assertThat(refusal(site, gone).code()).isEqualTo(PageError.UNREACHABLE);
        }
    }
}
