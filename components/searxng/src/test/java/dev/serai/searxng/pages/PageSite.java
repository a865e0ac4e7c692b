package dev.serai.searxng.pages;

import dev.serai.offline.http.Exchange;
import dev.serai.offline.http.LoopbackServer;
import dev.serai.offline.http.RequestLog;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.impl.DefaultCamelContext;

/** A small web site and a reader for it. */
final class PageSite implements AutoCloseable {

    private final Map<String, Consumer<Exchange>> pages = new ConcurrentHashMap<>();
    private final LoopbackServer server;
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final PageReader reader;

    private PageSite(String allow, PageOptions options) {
        server = LoopbackServer.start(
                "127.0.0.1",
                0,
                new RequestLog(1000),
                exchange -> pages.getOrDefault(exchange.path(), missing -> missing.send(404, "text/html", "none"))
                        .accept(exchange),
                (exchange, failure) -> exchange.cut());
        if (allow != null) {
            context.getPropertiesComponent().addInitialProperty("serai.web.allow", allow);
        }
        context.start();
        reader = PageReader.create(context, options);
    }

    static PageSite allowed() {
        return with(new PageOptions());
    }

    static PageSite with(PageOptions options) {
        return new PageSite("127.0.0.1", options);
    }

    static PageSite allowing(String hosts) {
        return new PageSite(hosts, new PageOptions());
    }

    PageSite on(String path, Consumer<Exchange> answer) {
        pages.put(path, answer);
        return this;
    }

    PageSite page(String path, String type, String text) {
        return on(path, exchange -> exchange.send(200, type, text));
    }

    PageSite html(String body) {
        return page("/page", "text/html", "<html lang=en><title>A title</title><body>" + body + "</body></html>");
    }

    PageSite redirect(String path, String location) {
        return on(path, exchange -> exchange.setHeader("Location", location).sendEmpty(302));
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    PageReader reader() {
        return reader;
    }

    RequestLog requests() {
        return server.requests();
    }

    Page read(String path) {
        return read(url(path));
    }

    Page read(URI url) {
        try {
            return reader.read(url).orTimeout(30, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof PageException refused) {
                throw refused;
            }
            throw e;
        }
    }

    /** Writes for as long as the connection is there. */
    static void endless(Exchange exchange, String piece, Duration pause) {
        exchange.write(piece);
        exchange.after(pause, () -> endless(exchange, piece, pause));
    }

    @Override
    public void close() {
        reader.close();
        context.stop();
        server.close();
    }
}
