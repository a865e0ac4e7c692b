package dev.serai.daytona.process;

import dev.serai.daytona.Access;
import dev.serai.daytona.Arguments;
import dev.serai.daytona.DaytonaEndpoint;
import dev.serai.daytona.OperationHandler;
import dev.serai.daytona.client.PtyRun;
import dev.serai.daytona.client.PtyWish;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;

/** Types the body into a new terminal and reads it until its shell ends. */
public final class PtyHandler implements OperationHandler {

    private static final int COLUMNS = 80;
    private static final int ROWS = 24;

    private final Access access;
    private final Running running;

    public PtyHandler(DaytonaEndpoint endpoint, Access access) {
        this.access = access;
        running = new Running(endpoint, access);
        Running.refuseThoseOfRuns(endpoint);
    }

    /** What a new terminal is like. */
    public static PtyWish wish(Arguments arguments, String id) {
        var columns = arguments.number("columns");
        var rows = arguments.number("rows");
        return new PtyWish(
                id,
                columns == null ? COLUMNS : columns,
                rows == null ? ROWS : rows,
                arguments.text("cwd"),
                arguments.map("env"));
    }

    @Override
    public CompletionStage<?> handle(Exchange exchange) {
        var arguments = access.arguments(exchange);
        var plan = running.plan(arguments, arguments.textOrBody("command"));
        var named = arguments.text("terminal");
        var own = named == null;
        var wish = wish(arguments, own ? "serai-" + UUID.randomUUID() : named);
        return running.within(exchange, toolbox -> PtyRun.start(toolbox, plan, wish, own))
                .thenAccept(result -> running.answer(exchange, result, result.asMap()));
    }

    @Override
    public void close() {
        running.cancelAll();
    }
}
