package dev.serai.offline.searxng;

import dev.serai.offline.StandIn;
import dev.serai.offline.http.Exchange;
import dev.serai.offline.http.Json;
import dev.serai.offline.http.LoopbackServer;
import dev.serai.offline.http.RequestLog;
import dev.serai.offline.http.Routes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * A SearXNG on loopback whose engines find what a script says, and nothing where it says nothing. What the stand-in
 * can't do honestly is answered with 501 and the name of the thing.
 */
public final class SearxngStandIn implements StandIn {
    private static final int KEPT = 1000;

    private final LoopbackServer server;
    private final Script script = new Script();
    private final Pages pages = new Pages();
    private final Deque<SearchCall> searches = new ArrayDeque<>();
    private final AboutHandlers about;
    private final Limiter limiter;
    private final boolean older;

    SearxngStandIn(SearxngStandInBuilder settings) {
        older = settings.older;
        about = new AboutHandlers(settings);
        limiter = settings.limited ? new Limiter(settings.passed, System::nanoTime) : null;
        var routes = routes(new SearchHandler(this, settings, script, this::keep));
        server = LoopbackServer.start(
                settings.host,
                settings.port,
                new RequestLog(KEPT),
                exchange -> handle(routes, exchange),
                SearxngStandIn::refuse);
    }

    /** Starts a server on a free port of 127.0.0.1, with the engines docs, upstream and (disabled) slow. */
    public static SearxngStandIn start() {
        return builder().start();
    }

    public static SearxngStandInBuilder builder() {
        return new SearxngStandInBuilder();
    }

    /** For clients that want a URL, without a slash at the end. */
    @Override
    public String baseUrl() {
        return "http://" + host();
    }

    /** Host and port. */
    public String host() {
        return server.host() + ":" + server.port();
    }

    public int port() {
        return server.port();
    }

    /** Starts a rule of the script. */
    public Expectation when() {
        return new Expectation(script);
    }

    /** Answers every search that no earlier rule takes. */
    public void always(Result... results) {
        when().reply(results);
    }

    public void always(ScriptedAnswer... answers) {
        when().reply(answers);
    }

    /** What is suggested to somebody who has typed so much. */
    public void suggests(String beginning, String... words) {
        about.suggest(beginning, List.of(words));
    }

    /** Serves a web page, and returns its address. */
    public String page(String path, String html) {
        return page(path, Html.TYPE, html);
    }

    public String page(String path, String contentType, String body) {
        return page(path, 200, contentType, body);
    }

    public String page(String path, int status, String contentType, String body) {
        pages.add(path, status, contentType, body, null);
        return baseUrl() + path;
    }

    /** Serves a redirect, and returns its address. */
    public String redirect(String path, String location) {
        pages.add(path, 302, Html.TYPE, "", location);
        return baseUrl() + path;
    }

    /** What the server received, pages included. */
    @Override
    public RequestLog requests() {
        return server.requests();
    }

    /** The newest searches as the server understood them, oldest first; refused ones are not among them. */
    public List<SearchCall> searches() {
        synchronized (searches) {
            return List.copyOf(searches);
        }
    }

    /** Hangs up on open exchanges and forgets script, pages, requests and what the limiter has counted. */
    @Override
    public void reset() {
        server.hangUp();
        script.clear();
        pages.clear();
        about.reset();
        if (limiter != null) {
            limiter.reset();
        }
        synchronized (searches) {
            searches.clear();
        }
        server.requests().clear();
    }

    @Override
    public void close() {
        server.close();
    }

    private void keep(SearchCall call) {
        synchronized (searches) {
            searches.addLast(call);
            if (searches.size() > KEPT) {
                searches.removeFirst();
            }
        }
    }

    private Routes routes(SearchHandler search) {
        Consumer<Exchange> home = e -> e.send(200, Html.TYPE, Html.home("index"));
        return new Routes(
                        e -> e.send(404, Html.TYPE, Html.page("None", "<h1>Page not found</h1>")),
                        SearxngStandIn::refuseMethod)
                .on("GET", "/", home)
                .on("GET", "/search", search::search)
                .on("POST", "/search", search::search)
                .on("GET", "/autocompleter", about::autocomplete)
                .on("POST", "/autocompleter", about::autocomplete)
                .on("GET", "/config", about::config)
                .on("GET", "/healthz", e -> e.send(200, "text/plain; charset=utf-8", "OK"))
                .on("GET", "/engine_descriptions.json", about::descriptions)
                .on("GET", "/stats", SearxngStandIn::notDone)
                .on("GET", "/stats/errors", SearxngStandIn::notDone)
                .on("GET", "/metrics", SearxngStandIn::notDone)
                .on("GET", "/opensearch.xml", SearxngStandIn::notDone)
                .on("GET", "/preferences", SearxngStandIn::notDone)
                .on("GET", "/image_proxy", SearxngStandIn::notDone);
    }

    private void handle(Routes routes, Exchange exchange) {
        if (pages.answers(exchange)) {
            return;
        }
        exchange.setHeader("X-Content-Type-Options", "nosniff")
                .setHeader("X-Download-Options", "noopen")
                .setHeader("X-Robots-Tag", "noindex, nofollow")
                .setHeader("Referrer-Policy", "no-referrer");
        if (older) {
            exchange.setHeader("X-XSS-Protection", "1; mode=block");
        }
        if (limiter != null
                && limiter.refuses(
                        exchange, SearchHandler.format(Form.of(exchange)).equals("html"))) {
            exchange.send(429, Html.TYPE, "Too Many Requests");
            return;
        }
        routes.handle(exchange);
    }

    private static void refuseMethod(Exchange exchange) {
        if (exchange.method().equals("OPTIONS") || exchange.method().equals("HEAD")) {
            throw Refusal.notDone(exchange.method());
        }
        exchange.setHeader("Allow", "OPTIONS, POST, HEAD, GET");
        exchange.send(
                405,
                Html.TYPE,
                Html.error(405, "Method Not Allowed", "The method is not allowed for the requested URL."));
    }

    private static void notDone(Exchange exchange) {
        throw Refusal.notDone(exchange.path());
    }

    private static void refuse(Exchange exchange, RuntimeException failure) {
        if (exchange.started()) {
            exchange.cut();
        } else if (failure instanceof Refusal refusal && refusal.isHtml()) {
            exchange.send(refusal.status(), Html.TYPE, refusal.getMessage());
        } else if (failure instanceof Refusal refusal) {
            var error = Json.object().put("error", refusal.getMessage());
            exchange.send(refusal.status(), "application/json", error.toString());
        } else {
            var error = Json.object().put("error", "the stand-in failed: " + failure);
            exchange.send(500, "application/json", error.toString());
        }
    }
}
