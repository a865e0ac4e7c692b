package dev.serai.modal.function;

import dev.serai.modal.Inputs;
import dev.serai.modal.ModalConfiguration;
import dev.serai.modal.ModalConstants;
import dev.serai.modal.ModalEndpoint;
import dev.serai.modal.ModalOperation;
import dev.serai.modal.OperationHandler;
import dev.serai.modal.client.function.Functions;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/** {@code modal:result} and {@code modal:cancel}: what becomes of a call that was begun before. */
public final class CallHandler implements OperationHandler {

    private final Functions functions;
    private final ModalOperation operation;
    private final ModalConfiguration options;
    private final String named;

    public CallHandler(ModalEndpoint endpoint, Functions functions) {
        this.functions = functions;
        this.operation = endpoint.getOperation();
        this.options = endpoint.getConfiguration();
        this.named = endpoint.getName();
    }

    @Override
    public CompletableFuture<?> handle(Exchange exchange) {
        var id = Inputs.header(exchange, ModalConstants.CALL_ID, String.class, named);
        if (id == null) {
            id = exchange.getMessage().getBody(String.class);
        }
        if (id == null || id.isBlank()) {
            throw Inputs.input("there is no identifier of a call, neither in the header " + ModalConstants.CALL_ID
                    + " nor as the body");
        }
        if (operation == ModalOperation.CANCEL) {
            return functions.cancel(id.strip(), options.isTerminateContainers());
        }
        return Inputs.body(exchange, functions.result(id.strip(), options.patience(FunctionHandler.USUAL)));
    }
}
