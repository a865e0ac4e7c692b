package dev.serai.modal.function;

import dev.serai.modal.Inputs;
import dev.serai.modal.ItemFailure;
import dev.serai.modal.ModalConfiguration;
import dev.serai.modal.ModalConstants;
import dev.serai.modal.ModalEndpoint;
import dev.serai.modal.ModalOperation;
import dev.serai.modal.OperationHandler;
import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.error.ModalException;
import dev.serai.modal.client.function.Arguments;
import dev.serai.modal.client.function.FunctionHandle;
import dev.serai.modal.client.function.Functions;
import dev.serai.modal.client.plane.Stages;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/** {@code modal:call}, {@code modal:spawn} and {@code modal:map}. */
public final class FunctionHandler implements OperationHandler {

    static final Duration USUAL = Duration.ofMinutes(10);

    private final Functions functions;
    private final ModalOperation operation;
    private final ModalConfiguration options;
    private final FunctionName name;
    private final Optional<KeptCalls> kept;
    private final Duration limit;

    public FunctionHandler(ModalEndpoint endpoint, Functions functions) {
        this.functions = functions;
        this.operation = endpoint.getOperation();
        this.options = endpoint.getConfiguration();
        this.limit = options.patience(USUAL);
        this.name = FunctionName.of(endpoint);
        this.kept = operation == ModalOperation.MAP ? Optional.empty() : KeptCalls.of(endpoint);
    }

    @Override
    public CompletableFuture<?> handle(Exchange exchange) {
        return switch (operation) {
            case SPAWN -> spawn(exchange);
            case MAP -> map(exchange);
            default -> call(exchange);
        };
    }

    private CompletableFuture<FunctionHandle> function(Exchange exchange) {
        return functions.find(name.app(), name.tag(), parameters(exchange));
    }

    private CompletableFuture<?> call(Exchange exchange) {
        var arguments = arguments(exchange);
        var result = kept.map(calls -> keptCall(exchange, calls, arguments))
                .orElseGet(
                        () -> Stages.then(function(exchange), function -> functions.call(function, arguments, limit)));
        return Inputs.body(exchange, result);
    }

    /** Stopping it cancels nothing: the next process goes on waiting for the same call. */
    private CompletableFuture<Object> keptCall(Exchange exchange, KeptCalls calls, Arguments arguments) {
        var key = KeptCalls.key(exchange, name.toString());
        var result = Stages.then(begun(exchange, calls, key, arguments), id -> {
            exchange.getMessage().setHeader(ModalConstants.CALL_ID, id);
            return functions.result(id, limit);
        });
        return calls.settled(exchange, key, result);
    }

    private CompletableFuture<String> begun(Exchange exchange, KeptCalls calls, String key, Arguments arguments) {
        return calls.begun(
                key,
                operation == ModalOperation.SPAWN,
                () -> Stages.then(function(exchange), function -> functions.spawn(function, arguments)),
                id -> functions.cancel(id, false));
    }

    private CompletableFuture<?> spawn(Exchange exchange) {
        var arguments = arguments(exchange);
        var call = kept.map(calls -> begun(exchange, calls, KeptCalls.key(exchange, name.toString()), arguments))
                .orElseGet(() -> Stages.then(function(exchange), function -> functions.spawn(function, arguments)));
        return Inputs.body(exchange, Stages.map(call, id -> {
            exchange.getMessage().setHeader(ModalConstants.CALL_ID, id);
            return id;
        }));
    }

    private CompletableFuture<?> map(Exchange exchange) {
        var named = named(exchange);
        var items = Inputs.list(exchange).stream()
                .map(item -> new Arguments(Arrays.asList(item), named))
                .toList();
        var keep = options.getOnItemFailure() == ItemFailure.KEEP;
        return Inputs.body(
                exchange,
                Stages.then(
                        function(exchange),
                        function -> functions.map(function, items, options.getAtOnce(), keep, limit)));
    }

    /** The body is the only argument, unless the header has them all; an empty body is none. */
    private static Arguments arguments(Exchange exchange) {
        var header = exchange.getMessage().getHeader(ModalConstants.ARGUMENTS);
        if (header != null) {
            if (!(header instanceof List<?> list)) {
                throw new ModalException(
                        ModalError.BAD_OPTION, "the header " + ModalConstants.ARGUMENTS + " is no list");
            }
            return new Arguments(list, named(exchange));
        }
        var value = Inputs.value(exchange);
        return new Arguments(value == null ? List.of() : List.of(value), named(exchange));
    }

    private static Map<String, ?> named(Exchange exchange) {
        return Inputs.named(exchange, ModalConstants.NAMED_ARGUMENTS);
    }

    private Map<String, ?> parameters(Exchange exchange) {
        return FunctionName.parameters(exchange, options);
    }
}
