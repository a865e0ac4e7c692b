package dev.serai.modal;

import dev.serai.modal.client.data.Queues;
import dev.serai.modal.client.error.ModalException;
import dev.serai.modal.client.plane.Stages;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/** {@code modal:queue/name}. */
final class QueueHandler implements OperationHandler {

    private static final Duration USUAL = Duration.ofMinutes(10);

    private final Queues queues;
    private final ModalConfiguration options;
    private final String name;
    private final Duration limit;

    QueueHandler(Queues queues, ModalConfiguration options, String name) {
        this.queues = queues;
        this.options = options;
        this.name = name;
        this.limit = options.patience(USUAL);
    }

    @Override
    public CompletableFuture<?> handle(Exchange exchange) {
        var partition = Inputs.header(exchange, ModalConstants.PARTITION, String.class, options.getPartition());
        return switch (Action.of(ModalOperation.QUEUE, action(exchange))) {
            case PUT ->
                queues.put(name, partition, values(exchange), limit, Duration.ofMillis(options.getPartitionTtl()));
            case GET ->
                Inputs.body(
                        exchange, Stages.map(queues.get(name, partition, options.getMaxItems(), limit), this::taken));
            case LOOK ->
                Inputs.body(
                        exchange,
                        queues.look(
                                name,
                                partition,
                                Inputs.header(exchange, ModalConstants.KEY, String.class, ""),
                                Duration.ZERO));
            case LENGTH -> Inputs.body(exchange, queues.length(name, partition, options.isAll()));
            case CLEAR -> queues.clear(name, partition, options.isAll());
            default -> queues.delete(name);
        };
    }

    private Object taken(List<Object> values) {
        if (options.getMaxItems() > 1) {
            return values;
        }
        if (values.get(0) instanceof ModalException unreadable) {
            throw unreadable;
        }
        return values.get(0);
    }

    private String action(Exchange exchange) {
        return Inputs.header(exchange, ModalConstants.ACTION, String.class, options.getAction());
    }

    /** With maxItems above 1 a list is several values, else it is one. */
    private List<?> values(Exchange exchange) {
        return options.getMaxItems() > 1 ? Inputs.list(exchange) : Arrays.asList(Inputs.value(exchange));
    }
}
