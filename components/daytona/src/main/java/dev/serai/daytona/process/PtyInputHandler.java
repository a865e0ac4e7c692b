package dev.serai.daytona.process;

import dev.serai.daytona.Access;
import dev.serai.daytona.OperationHandler;
import dev.serai.daytona.client.PtyInput;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;

/** Types the body into a terminal that is there. */
public final class PtyInputHandler implements OperationHandler {

    private final Access access;

    public PtyInputHandler(Access access) {
        this.access = access;
    }

    @Override
    public CompletionStage<?> handle(Exchange exchange) {
        var arguments = access.arguments(exchange);
        var terminal = arguments.required("terminal");
        var keys = arguments.textOrBody("input");
        var limit = access.patience(arguments);
        return access.within(exchange, toolbox -> PtyInput.type(toolbox, terminal, keys, limit));
    }
}
