package dev.serai.sql.people;

import static dev.serai.support.contract.Stages.done;

import dev.serai.people.Inbox;
import dev.serai.people.PeopleComponent;
import dev.serai.people.task.Answer;
import dev.serai.people.task.Task;
import dev.serai.people.task.TaskQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A process whose route asks, and then hangs behind the answer until it is killed; or does not hang. */
final class PeopleProcess extends RouteBuilder implements AutoCloseable {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Path log;
    private final boolean hangs;

    PeopleProcess(String url, Path log, boolean hangs) throws Exception {
        this.log = log;
        this.hangs = hangs;
        var properties = new Properties();
        properties.put("serai.sql.url", url);
        context.getPropertiesComponent().setInitialProperties(properties);
        context.disableJMX();
        context.getShutdownStrategy().setTimeout(1);
        var people = new PeopleComponent();
        people.setStore("sql");
        context.addComponent("people", people);
        context.addRoutes(this);
        context.start();
    }

    @Override
    public void configure() {
        from("direct:ask")
                .routeId("asks")
                .process(exchange -> note("before"))
                .to("people:inbox?title=Pay&choices=yes,no")
                .process(exchange -> {
                    note("after " + exchange.getMessage().getBody(String.class));
                    if (hangs) {
                        new CountDownLatch(1).await();
                    }
                })
                .process(exchange -> note("end"));
    }

    private synchronized void note(String line) {
        try {
            Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Task task() {
        return done(Inbox.of(context).orElseThrow().find(new TaskQuery(null, null, null, null, null, 0, 10)))
                .get(0);
    }

    private void askAndAnswer() {
        context.createProducerTemplate().sendBody("direct:ask", "order 7");
        done(Inbox.of(context).orElseThrow().answer(task().id(), Answer.choice("yes"), "ada"));
    }

    @Override
    public void close() {
        context.stop();
    }

    static Process start(String url, Path log) throws IOException {
        var path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        path,
                        PeopleProcess.class.getName(),
                        url,
                        log.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String[] arguments) throws Exception {
        new PeopleProcess(arguments[0], Path.of(arguments[1]), true).askAndAnswer();
        Thread.currentThread().join();
    }
}
