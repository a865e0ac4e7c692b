package dev.serai.daytona.process;

import dev.serai.daytona.Access;
import dev.serai.daytona.Arguments;
import dev.serai.daytona.CloseUnread;
import dev.serai.daytona.DaytonaConstants;
import dev.serai.daytona.DaytonaEndpoint;
import dev.serai.daytona.OperationHandler;
import dev.serai.daytona.client.Both;
import dev.serai.daytona.client.CommandLog;
import dev.serai.daytona.client.LogReader;
import dev.serai.daytona.client.Toolbox;
import dev.serai.support.json.Json;
import dev.serai.support.run.LineTarget;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;

/** The log of a command: what there is, or what comes until its end. */
public final class LogsHandler implements OperationHandler {

    private final DaytonaEndpoint endpoint;
    private final Access access;
    private final Running running;
    private final boolean stream;
    private final boolean follow;
    private final Duration limit;
    private LineTarget target;

    public LogsHandler(DaytonaEndpoint endpoint, Access access) {
        this.endpoint = endpoint;
        this.access = access;
        running = new Running(endpoint, access);
        var options = endpoint.getProcessOptions();
        stream = options.isStream();
        follow = options.isFollow();
        limit = Duration.ofMillis(options.getFollowTimeout());
    }

    @Override
    public void start() throws Exception {
        var uri = endpoint.getProcessOptions().getLinesTo();
        if (uri != null) {
            target = new LineTarget(
                    endpoint.getCamelContext(),
                    uri,
                    DaytonaConstants.STREAM,
                    endpoint.getComponent().routeThreads());
        }
    }

    @Override
    public void close() {
        running.cancelAll();
        if (target != null) {
            target.close();
        }
    }

    @Override
    public CompletionStage<?> handle(Exchange exchange) {
        var log = log(access.arguments(exchange));
        if (stream) {
            return running.within(exchange, toolbox -> stream(exchange, toolbox, log));
        }
        if (follow || target != null) {
            var output = running.output();
            var reader = target == null ? output : new Both(output, new Pumped(target.pump(exchange)));
            return running.within(
                            exchange,
                            toolbox -> follow(toolbox, log, reader).thenCompose(done -> log.exitCode(toolbox)))
                    .thenAccept(code -> {
                        var result = output.result(code, false);
                        running.answer(exchange, result, result.asMap());
                    });
        }
        return access.within(exchange, log::now)
                .thenAccept(logs -> exchange.getMessage().setBody(Json.map(logs)));
    }

    /** Which log is meant. */
    public static CommandLog log(Arguments arguments) {
        var session = arguments.required("session");
        return session.equals(CommandLog.ENTRYPOINT)
                ? CommandLog.ofEntrypoint()
                : CommandLog.of(session, arguments.required("commandId"));
    }

    private CompletableFuture<Void> follow(Toolbox toolbox, CommandLog log, LogReader reader) {
        var following = log.follow(toolbox, reader, running.patience());
        var ended = Ended.within(access.gateway().port(), following, limit);
        ended.whenComplete((done, error) -> reader.stop());
        return ended;
    }

    private CompletableFuture<Void> stream(Exchange exchange, Toolbox toolbox, CommandLog log) {
        var lines = new LineStream();
        lines.attach(running.watched(follow(toolbox, log, lines)));
        CloseUnread.body(exchange, lines, access.gateway());
        return CompletableFuture.completedFuture(null);
    }
}
