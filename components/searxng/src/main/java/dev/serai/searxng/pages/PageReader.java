package dev.serai.searxng.pages;

import dev.serai.support.camel.HttpPorts;
import dev.serai.support.http.HttpPort;
import dev.serai.support.http.Redaction;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;

/**
 * Reads web pages as text. The addresses come from models and strangers, so only what the property
 * {@code serai.web.allow} names is ever connected to, at the first address and after each redirect. No cookie, no
 * referrer and no login is sent.
 */
public final class PageReader implements AutoCloseable {

    private final CamelContext context;
    private final Settings settings;
    private final HttpPort port;
    private final ExecutorService parsers;
    private final Fetch.Net net;
    private final Robots robots;

    private PageReader(CamelContext context, Settings settings) {
        this.context = context;
        this.settings = settings;
        var policy = HttpPorts.webPolicy(context);
        port = HttpPort.builder().egress(policy).userAgent(settings.userAgent()).build();
        parsers = context.getExecutorServiceManager().newThreadPool(this, "SearxngPages", 2, 2);
        net = new Fetch.Net(port, policy, new Turns(settings.perHost(), settings.atOnce()), settings);
        robots = new Robots(net, parsers);
    }

    public static PageReader create(CamelContext context, PageOptions options) {
        return new PageReader(context, Settings.of(options));
    }

    /** Fails with a {@link PageException}. To cancel the future ends the read. */
    public CompletableFuture<Page> read(URI url) {
        var fetch = Fetch.page(net, url, robots::check);
        var page = new CompletableFuture<Page>();
        fetch.result().thenApplyAsync(this::parsed, parsers).whenComplete((read, failure) -> {
            if (failure == null) {
                page.complete(read);
            } else {
                page.completeExceptionally(Fetch.refusal(url, failure));
            }
        });
        page.whenComplete((read, failure) -> {
            if (page.isCancelled()) {
                fetch.cancel();
            }
        });
        return page;
    }

    @Override
    public void close() {
        port.close();
        context.getExecutorServiceManager().shutdown(parsers);
    }

    private Page parsed(Fetch.Answer answer) {
        var url = answer.url();
        var shown = Redaction.uri(url);
        checkStatus(answer, shown);
        var bytes = Contents.unpacked(answer, settings.maxBytes());
        Contents.checkBytes(url, bytes);
        var html = Contents.isHtml(answer.type(), bytes);
        var text = new String(bytes, Contents.charset(answer.type(), bytes, html));
        var page = html ? HtmlPage.read(url, text) : new Page(url, "", text, null, false);
        var visible = Visible.text(page.text()).strip();
        if (visible.isEmpty()) {
            throw new PageException(
                    PageError.EMPTY,
                    shown,
                    shown
                            + (html && HtmlPage.sendsOn(text)
                                    ? " only sends on to another page from within, which isn't followed"
                                    : " has no text to read"));
        }
        var cut = visible.length() > settings.maxChars();
        return new Page(
                url,
                Visible.line(page.title()),
                cut ? Visible.cut(visible, settings.maxChars()) : visible,
                page.language(),
                cut);
    }

    private static void checkStatus(Fetch.Answer answer, URI shown) {
        var status = answer.status();
        if (status >= 200 && status < 300) {
            return;
        }
        var code = switch (status) {
            case 404, 410 -> PageError.MISSING;
            case 429, 503 -> PageError.BUSY;
            default -> status >= 500 ? PageError.SERVER : PageError.REFUSED;
        };
        throw new PageException(code, shown, shown + " gives status " + status);
    }
}
