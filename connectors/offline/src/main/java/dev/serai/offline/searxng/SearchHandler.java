package dev.serai.offline.searxng;

import dev.serai.offline.http.Exchange;
import dev.serai.offline.http.Json;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Answers searches. */
final class SearchHandler {
    private static final String OUTSIDE = "https://www.google.com/search?q=";

    private final SearxngStandIn server;
    private final List<Engine> engines;
    private final Set<String> formats;
    private final boolean older;
    private final SearchReader reader;
    private final Script script;
    private final Consumer<SearchCall> log;

    SearchHandler(SearxngStandIn server, SearxngStandInBuilder settings, Script script, Consumer<SearchCall> log) {
        this.server = server;
        engines = List.copyOf(settings.engines);
        formats = Set.copyOf(settings.formats);
        older = settings.older;
        reader = new SearchReader(engines, older);
        this.script = script;
        this.log = log;
    }

    /** What the answer will be written in; the server takes an unknown name for HTML. */
    static String format(Form form) {
        var name = form.get("format");
        return List.of("json", "csv", "rss").contains(name) ? name : "html";
    }

    void search(Exchange exchange) {
        var form = Form.of(exchange);
        var format = format(form);
        if (!formats.contains(format)) {
            throw Refusal.html(
                    403,
                    Html.error(
                            403,
                            "Forbidden",
                            "You don&#39;t have the permission to access the requested resource."
                                    + " It is either read-protected or not readable by the server."));
        }
        if (format.equals("html") && form.get("q").isEmpty()) {
            exchange.send(200, Html.TYPE, Html.home("search"));
            return;
        }
        var question = form.get("q").strip();
        if (question.startsWith("!!") && isOutside(exchange, question, format)) {
            return;
        }
        try {
            answer(exchange, reader.read(form, format));
        } catch (Refusal e) {
            throw e.status() == 400 && !format.equals("json") ? Refusal.notDone("errors as " + format) : e;
        }
    }

    private static boolean isOutside(Exchange exchange, String question, String format) {
        if (question.startsWith("!! ")) {
            if (format.equals("html")) {
                throw Refusal.notDone("the redirect to the first result");
            }
            return false;
        }
        if (!question.startsWith("!!g ")) {
            throw Refusal.notDone("the bang " + question.split("\\s")[0]);
        }
        exchange.setHeader("Location", OUTSIDE + question.substring(4).strip().replace(' ', '+'));
        exchange.send(302, Html.TYPE, Html.error(302, "Redirecting...", ""));
        return true;
    }

    private void answer(Exchange exchange, SearchCall call) {
        log.accept(call);
        if (call.engines().isEmpty()) {
            throw Refusal.notDone("a search that no engine is asked for");
        }
        var found = script.find(call);
        exchange.after(found.answer().delay, () -> send(exchange, call, found));
    }

    private void send(Exchange exchange, SearchCall call, Script.Found found) {
        var failure = found.answer().failure;
        if (failure != null) {
            if (failure.status() == 0) {
                exchange.cut();
            } else {
                exchange.send(failure.status(), failure.contentType(), failure.body());
            }
            return;
        }
        var ranked = Ranking.of(found.results(), call.engines(), engines);
        switch (call.format()) {
            case "json" ->
                exchange.send(200, "application/json", Json.write(new AnswerShape(older).of(call, found, ranked)));
            case "csv" -> {
                var name = call.text().replaceAll("[^\\w. -]", "_");
                exchange.setHeader("Content-Disposition", "attachment;Filename=searx_-_" + name + ".csv");
                exchange.send(200, "application/csv", TextShapes.csv(ranked));
            }
            case "rss" ->
                exchange.send(
                        200,
                        older ? "text/xml" : "text/xml; charset=utf-8",
                        TextShapes.rss(server.baseUrl(), call, ranked));
            default -> exchange.send(200, Html.TYPE, TextShapes.html(ranked));
        }
    }
}
