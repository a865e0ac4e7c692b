package dev.serai.modal;

import dev.serai.modal.function.CallHandler;
import dev.serai.modal.function.ContainersHandler;
import dev.serai.modal.function.FunctionHandler;
import dev.serai.modal.function.WebHandler;
import dev.serai.modal.sandbox.FilesHandler;
import dev.serai.modal.sandbox.RunHandler;
import dev.serai.modal.sandbox.SandboxHandler;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/** Does one operation. */
public interface OperationHandler extends AutoCloseable {

    /** Whatever has to be there before the first exchange. */
    default void start() throws Exception {}

    /** Answers an exchange; to cancel the future ends what was begun for it. */
    CompletableFuture<?> handle(Exchange exchange);

    @Override
    default void close() {}

    static OperationHandler of(ModalEndpoint endpoint) {
        var workspace = endpoint.workspace();
        var client = workspace.client();
        var options = endpoint.getConfiguration();
        return switch (endpoint.getOperation()) {
            case CALL, SPAWN, MAP -> new FunctionHandler(endpoint, client.functions());
            case RESULT, CANCEL -> new CallHandler(endpoint, client.functions());
            case STATS, SCALE -> new ContainersHandler(endpoint, client.functions());
            case WEB -> new WebHandler(endpoint, client.functions());
            case EXEC, RUN -> new RunHandler(endpoint, workspace);
            case FILES -> new FilesHandler(endpoint, workspace);
            case SANDBOX -> new SandboxHandler(endpoint, workspace);
            case QUEUE -> new QueueHandler(client.queues(), options, named(endpoint));
            case DICT -> new DictHandler(client.dicts(), options, named(endpoint));
            case VOLUME ->
                new VolumeHandler(
                        client.volumes(),
                        options,
                        named(endpoint),
                        endpoint.getComponent().port().executor());
            case SECRET -> new SecretHandler(client.secrets(), options, endpoint.getName());
        };
    }

    private static String named(ModalEndpoint endpoint) {
        if (endpoint.getName() == null || endpoint.getName().isBlank()) {
            throw Settings.bad("modal:" + endpoint.getOperation().wireName() + " needs a name, as in modal:"
                    + endpoint.getOperation().wireName() + "/name");
        }
        return endpoint.getName();
    }
}
