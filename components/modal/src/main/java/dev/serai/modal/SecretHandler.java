package dev.serai.modal;

import dev.serai.modal.client.data.Secrets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/** {@code modal:secret/name}. What comes back is an identifier, never a value. */
final class SecretHandler implements OperationHandler {

    private final Secrets secrets;
    private final ModalConfiguration options;
    private final String name;

    SecretHandler(Secrets secrets, ModalConfiguration options, String name) {
        this.secrets = secrets;
        this.options = options;
        this.name = name;
    }

    @Override
    public CompletableFuture<?> handle(Exchange exchange) {
        var action = Inputs.header(exchange, ModalConstants.ACTION, String.class, options.getAction());
        return switch (Action.of(ModalOperation.SECRET, action)) {
            case CREATE -> Inputs.body(exchange, secrets.put(named(), Inputs.texts(Inputs.map(exchange))));
            case FIND -> Inputs.body(exchange, secrets.find(named(), List.of()));
            case LIST -> Inputs.body(exchange, secrets.list());
            default -> secrets.delete(named());
        };
    }

    private String named() {
        if (name == null) {
            throw Settings.bad("modal:secret needs a name for this, as in modal:secret/name");
        }
        return name;
    }
}
