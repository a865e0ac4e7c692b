package dev.serai.people;

import dev.serai.people.task.Task;
import dev.serai.people.task.TaskQuery;
import dev.serai.people.task.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.awaitility.Awaitility;

/** A Camel context with YAML routes, for one test. */
final class Routes implements AutoCloseable {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;

    private Routes(Map<String, Object> beans, String... yaml) throws Exception {
        var initial = new Properties();
        beans.forEach((name, bean) -> {
            if (bean instanceof String text) {
                initial.put(name, text);
            } else if (bean instanceof PeopleComponent component) {
                context.addComponent("people", component);
            } else {
                context.getRegistry().bind(name, bean);
            }
        });
        context.getPropertiesComponent().setInitialProperties(initial);
        context.disableJMX();
        // What a test leaves behind on purpose must not keep the next one waiting.
        context.getShutdownStrategy().setTimeout(1);
        for (int i = 0; i < yaml.length; i++) {
            load("route-" + i, yaml[i]);
        }
        template = context.createProducerTemplate();
    }

    void load(String name, String yaml) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString(name + ".camel.yaml", yaml));
    }

    static Routes start(String... yaml) throws Exception {
        return start(Map.of(), yaml);
    }

    /** Texts among the beans are properties. */
    static Routes start(Map<String, Object> beans, String... yaml) throws Exception {
        var routes = new Routes(beans, yaml);
        try {
            routes.context.start();
        } catch (Exception e) {
            routes.close();
            throw e;
        }
        return routes;
    }

    DefaultCamelContext context() {
        return context;
    }

    MockEndpoint mock(String uri) {
        var mock = context.getEndpoint(uri, MockEndpoint.class);
        mock.setResultWaitTime(LONG.toMillis());
        return mock;
    }

    Exchange send(String uri, Object body) {
        return send(uri, body, Map.of());
    }

    /** Sends and gives back the exchange, failed or not. */
    Exchange send(String uri, Object body, Map<String, Object> headers) {
        return template.request(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().getHeaders().putAll(headers);
        });
    }

    /** Sends without waiting; the exchange comes failed or not. */
    CompletableFuture<Exchange> begin(String uri, Object body) {
        return template.asyncSend(uri, exchange -> exchange.getMessage().setBody(body));
    }

    Inbox inbox() {
        return Inbox.of(context).orElseThrow();
    }

    Task task(String id) throws Exception {
        return get(inbox().get(id));
    }

    /** The one task that is open, as soon as it is. */
    Task open() {
        return Awaitility.await()
                .atMost(LONG)
                .until(() -> open(inbox()), tasks -> tasks.size() == 1)
                .get(0);
    }

    private static List<Task> open(Inbox inbox) throws Exception {
        return get(inbox.find(TaskQuery.open(10)));
    }

    /** The task, as soon as what asked has ended. */
    Task closed(String id) {
        return Awaitility.await().atMost(LONG).until(() -> task(id), task -> task.status() == TaskStatus.CLOSED);
    }

    static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        context.stop();
    }
}
