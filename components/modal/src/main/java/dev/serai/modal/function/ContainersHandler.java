package dev.serai.modal.function;

import dev.serai.modal.Inputs;
import dev.serai.modal.ModalConfiguration;
import dev.serai.modal.ModalEndpoint;
import dev.serai.modal.ModalOperation;
import dev.serai.modal.OperationHandler;
import dev.serai.modal.client.function.Functions;
import dev.serai.modal.client.function.Scaling;
import dev.serai.modal.client.plane.Stages;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/** {@code modal:stats} and {@code modal:scale}: the containers of a function. */
public final class ContainersHandler implements OperationHandler {

    private final Functions functions;
    private final ModalOperation operation;
    private final ModalConfiguration options;
    private final FunctionName name;
    private final Scaling wanted;

    public ContainersHandler(ModalEndpoint endpoint, Functions functions) {
        this.functions = functions;
        this.operation = endpoint.getOperation();
        this.options = endpoint.getConfiguration();
        this.name = FunctionName.of(endpoint);
        this.wanted = new Scaling(
                options.getMinContainers(),
                options.getMaxContainers(),
                options.getBufferContainers(),
                options.getScaledownWindow() == null ? null : Duration.ofMillis(options.getScaledownWindow()));
    }

    @Override
    public CompletableFuture<?> handle(Exchange exchange) {
        var found = functions.find(name.app(), name.tag(), FunctionName.parameters(exchange, options));
        return operation == ModalOperation.STATS
                ? Inputs.body(exchange, Stages.then(found, functions::stats))
                : Inputs.body(exchange, Stages.then(found, function -> functions.scale(function, wanted)));
    }
}
