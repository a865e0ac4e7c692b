package dev.serai.benchmarks;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import dev.serai.offline.http.Exchange;
import dev.serai.offline.http.LoopbackServer;
import dev.serai.offline.http.RequestLog;
import dev.serai.supabase.SupabaseComponent;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** How fast {@code supabase:table} reads a table page by page, against the JDK's client that asks for the same pages. */
final class Tables implements AutoCloseable {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final int PAGE = 1_000;
    private static final String KEY = "sb_publishable_benchmark";
    private static final byte[] END = "[]".getBytes(StandardCharsets.UTF_8);
    private static final TypeReference<List<Map<String, Object>>> ROWS = new TypeReference<>() {};

    private final Plan plan;
    private final Consumer<String> out;
    private final Map<String, byte[]> pages = new LinkedHashMap<>();
    private final LoopbackServer server;
    private final HttpClient raw =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper mapper = new ObjectMapper();
    private final CamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;

    Tables(Plan plan, Consumer<String> out) throws Exception {
        this.plan = plan;
        this.out = out;
        for (int offset = 0; offset < plan.vectors(); offset += PAGE) {
            pages.put(String.valueOf(offset), page(offset));
        }
        server = LoopbackServer.start(
                "127.0.0.1",
                0,
                new RequestLog(0),
                this::answer,
                (exchange, failure) -> exchange.send(500, "text/plain", String.valueOf(failure)));
        var configuration =
                context.getComponent("supabase", SupabaseComponent.class).getConfiguration();
        configuration.setUrl(url());
        configuration.setApiKey(KEY);
        configuration.setMaxResponseSize(0);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                var pages = "supabase:table/rows?order=id&pageSize=" + PAGE;
                from("direct:list").to(pages);
                from("direct:stream").to(pages + "&stream=true");
            }
        });
        context.start();
        template = context.createProducerTemplate();
    }

    private static byte[] page(int offset) {
        return IntStream.range(offset, offset + PAGE)
                .mapToObj(id -> "{\"id\":" + id + ",\"title\":\"The title of row " + id + "\",\"price\":" + id
                        + ".25,\"open\":true,\"author\":{\"name\":\"Ann\"},\"tags\":[\"a\",\"b\"],"
                        + "\"created_at\":\"2026-11-21T15:43:07.123456+00:00\",\"note\":null}")
                .collect(Collectors.joining(",\n", "[", "]"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private String url() {
        return "http://127.0.0.1:" + server.port();
    }

    private void answer(Exchange exchange) {
        exchange.send(
                200, "application/json", pages.getOrDefault(exchange.query().first("offset"), END));
    }

    void run() throws Exception {
        var contenders = new LinkedHashMap<String, Callable<Integer>>();
        contenders.put("raw", () -> raw(true));
        contenders.put("raw, not parsed", () -> raw(false));
        contenders.put(
                "supabase:table, list",
                () -> template.requestBody("direct:list", null, List.class).size());
        contenders.put("supabase:table, stream", this::streamed);
        var rates = new LinkedHashMap<String, Sample>();
        var cpu = new LinkedHashMap<String, Sample>();
        var ratios = new LinkedHashMap<String, Sample>();
        for (int round = -plan.warmUps(); round < plan.rounds(); round++) {
            var base = 0.0;
            for (var contender : contenders.entrySet()) {
                var busy = SYSTEM.getProcessCpuTime();
                var rate = rate(contender.getValue());
                busy = SYSTEM.getProcessCpuTime() - busy;
                base = base == 0 ? rate : base;
                if (round >= 0) {
                    rates.computeIfAbsent(contender.getKey(), name -> new Sample())
                            .add(rate);
                    ratios.computeIfAbsent(contender.getKey(), name -> new Sample())
                            .add(rate / base);
                    cpu.computeIfAbsent(contender.getKey(), name -> new Sample())
                            .add(busy / 1e3 / plan.vectors());
                }
            }
        }
        out.accept("| client | rows/s | ratio to raw: median | min | max | CPU µs/row, with the server's |");
        out.accept("| --- | ---: | ---: | ---: | ---: | ---: |");
        rates.forEach((name, rate) -> {
            var ratio = ratios.get(name);
            out.accept(String.format(
                    Locale.ROOT,
                    "| %s | %,.0f | %.2f | %.2f | %.2f | %.2f |",
                    name,
                    rate.median(),
                    ratio.median(),
                    ratio.min(),
                    ratio.max(),
                    cpu.get(name).median()));
        });
    }

    private double rate(Callable<Integer> contender) throws Exception {
        var began = System.nanoTime();
        int rows = contender.call();
        if (rows != plan.vectors()) {
            throw new IllegalStateException(rows + " rows were read instead of " + plan.vectors());
        }
        return rows / ((System.nanoTime() - began) / 1e9);
    }

    private int raw(boolean parsed) throws IOException, InterruptedException {
        var rows = new ArrayList<Map<String, Object>>();
        for (int offset = 0; ; offset += PAGE) {
            var request = HttpRequest.newBuilder(
                            URI.create(url() + "/rest/v1/rows?order=id&offset=" + offset + "&limit=" + PAGE))
                    .header("apikey", KEY)
                    .header("Authorization", "Bearer " + KEY)
                    .build();
            var body =
                    raw.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
            if (body.length == END.length) {
                return parsed ? rows.size() : offset;
            }
            if (parsed) {
                rows.addAll(mapper.readValue(body, ROWS));
            }
        }
    }

    private int streamed() {
        var rows = (Iterator<?>) template.requestBody("direct:stream", (Object) null);
        int read = 0;
        while (rows.hasNext()) {
            rows.next();
            read++;
        }
        return read;
    }

    @Override
    public void close() {
        context.stop();
        server.close();
    }
}
