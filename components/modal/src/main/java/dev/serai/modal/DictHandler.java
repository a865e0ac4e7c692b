package dev.serai.modal;

import dev.serai.modal.client.data.Dicts;
import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.error.ModalException;
import dev.serai.modal.client.plane.Stages;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** {@code modal:dict/name}. */
final class DictHandler implements OperationHandler {

    private final Dicts dicts;
    private final ModalConfiguration options;
    private final String name;

    DictHandler(Dicts dicts, ModalConfiguration options, String name) {
        this.dicts = dicts;
        this.options = options;
        this.name = name;
    }

    @Override
    public CompletableFuture<?> handle(Exchange exchange) {
        var message = exchange.getMessage();
        var key = message.getHeader(ModalConstants.KEY, options.getKey());
        var action = Inputs.header(exchange, ModalConstants.ACTION, String.class, options.getAction());
        return switch (Action.of(ModalOperation.DICT, action)) {
            case PUT ->
                Stages.map(
                        dicts.put(name, entries(exchange, key), options.isOnlyNew()), taken -> found(message, taken));
            case GET -> Stages.map(dicts.get(name, needed(key)), found -> answer(message, key, found));
            case POP -> Stages.map(dicts.pop(name, needed(key)), found -> answer(message, key, found));
            case CONTAINS ->
                Inputs.body(exchange, Stages.map(dicts.contains(name, needed(key)), found -> found(message, found)));
            case CONTENTS -> Inputs.body(exchange, dicts.contents(name));
            case LENGTH -> Inputs.body(exchange, dicts.length(name));
            case CLEAR -> dicts.clear(name);
            default -> dicts.delete(name);
        };
    }

    private static Boolean found(Message message, Boolean found) {
        message.setHeader(ModalConstants.FOUND, found);
        return found;
    }

    /** With a key the body is its value, without one it is a map of entries. */
    private static Map<?, ?> entries(Exchange exchange, Object key) {
        return key == null ? Inputs.map(exchange) : Collections.singletonMap(key, Inputs.value(exchange));
    }

    private static Object needed(Object key) {
        if (key == null) {
            throw Inputs.input(
                    "there is no key, neither in the header " + ModalConstants.KEY + " nor in the option key");
        }
        return key;
    }

    private Object answer(Message message, Object key, Optional<Dicts.Found> found) {
        message.setHeader(ModalConstants.FOUND, found.isPresent());
        var value = found.orElseThrow(
                        () -> new ModalException(ModalError.NO_KEY, "the dict '" + name + "' has no key '" + key + "'"))
                .value();
        message.setBody(value);
        return value;
    }
}
