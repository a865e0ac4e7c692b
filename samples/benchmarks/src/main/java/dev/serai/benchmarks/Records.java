package dev.serai.benchmarks;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What the records of runs cost a webhook that answers at once: the same route with and without them, in turns. */
final class Records implements AutoCloseable {

    private static final int CONNECTIONS = 64;
    private static final String QUESTION = "{\"chatInput\":\"What is due on Monday?\",\"sessionId\":\"s-1\"}";

    private final Plan plan;
    private final Consumer<String> out;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(CONNECTIONS));
    private final RecordedWebhook plain = new RecordedWebhook(false);
    private final RecordedWebhook recorded = new RecordedWebhook(true);

    Records(Plan plan, Consumer<String> out) throws Exception {
        this.plan = plan;
        this.out = out;
    }

    void run() throws Exception {
        var webhooks = new LinkedHashMap<String, RecordedWebhook>();
        webhooks.put("without records", plain);
        webhooks.put("with records", recorded);
        var rates = new LinkedHashMap<String, Sample>();
        var cpu = new LinkedHashMap<String, Sample>();
        var ratios = new LinkedHashMap<String, Sample>();
        var answers = new LinkedHashMap<String, Long>();
        for (int round = -plan.warmUps(); round < plan.rounds(); round++) {
            var base = 0.0;
            for (var webhook : webhooks.entrySet()) {
                var load = ClosedLoop.run(
                        new Caller(webhook.getKey(), webhook.getValue().port()), CONNECTIONS, plan.round());
                base = base == 0 ? load.perSecond() : base;
                answers.merge(webhook.getKey(), load.answers(), Long::sum);
                if (round >= 0) {
                    rates.computeIfAbsent(webhook.getKey(), name -> new Sample())
                            .add(load.perSecond());
                    ratios.computeIfAbsent(webhook.getKey(), name -> new Sample())
                            .add(load.perSecond() / base);
                    cpu.computeIfAbsent(webhook.getKey(), name -> new Sample()).add(load.cpuMicros());
                }
            }
        }
        out.accept(
                "| webhook | answers/s | ratio: median | min | max | CPU µs/answer, with the client's | left out, with the warm-ups |");
        out.accept("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (var name : List.copyOf(rates.keySet())) {
            var ratio = ratios.get(name);
            out.accept(String.format(
                    Locale.ROOT,
                    "| %s | %,.0f | %.2f | %.2f | %.2f | %.1f | %s |",
                    name,
                    rates.get(name).median(),
                    ratio.median(),
                    ratio.min(),
                    ratio.max(),
                    cpu.get(name).median(),
                    webhooks.get(name).leftOut(answers.get(name))));
        }
    }

    @Override
    public void close() throws Exception {
        plain.close();
        recorded.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /** Asks over connections that stay open. */
    private final class Caller implements Contender {

        private final String name;
        private final int port;

        Caller(String name, int port) {
            this.name = name;
            this.port = port;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void ask(BiConsumer<String, Throwable> answered) {
            client.request(HttpMethod.POST, port, "127.0.0.1", "/webhook")
                    .compose(request -> request.putHeader("Content-Type", "application/json")
                            .send(QUESTION)
                            .compose(HttpClientResponse::body))
                    .onComplete(done ->
                            answered.accept(done.succeeded() ? done.result().toString() : null, done.cause()));
        }
    }
}
