package dev.serai.daytona.process;

import dev.serai.daytona.Access;
import dev.serai.daytona.DaytonaEndpoint;
import dev.serai.daytona.OperationHandler;
import dev.serai.daytona.client.InterpreterRun;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;

/** Runs Python in an interpreter that remembers what ran before. */
public final class InterpreterHandler implements OperationHandler {

    private final Access access;
    private final Running running;

    public InterpreterHandler(DaytonaEndpoint endpoint, Access access) {
        this.access = access;
        running = new Running(endpoint, access);
        var cwd = endpoint.getProcessOptions().getCwd();
        Running.refuse(endpoint, "cwd", cwd, ": tell it to interpreter/create");
        Running.refuseThoseOfRuns(endpoint);
    }

    @Override
    public CompletionStage<?> handle(Exchange exchange) {
        var arguments = access.arguments(exchange);
        var plan = running.plan(arguments, arguments.textOrBody("code"));
        var context = arguments.text("context");
        return running.within(exchange, toolbox -> InterpreterRun.start(toolbox, plan, context))
                .thenAccept(result -> running.answer(exchange, result.asCommand(), result.asMap()));
    }

    @Override
    public void close() {
        running.cancelAll();
    }
}
