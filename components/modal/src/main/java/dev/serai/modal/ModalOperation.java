package dev.serai.modal;

import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.error.ModalException;
import java.util.Arrays;
import java.util.Locale;

/** The first part of the endpoint's path: what is done. */
public enum ModalOperation {
    /** Calls a function and waits for its result. */
    CALL,
    /** Calls a function and goes on with the call's identifier. */
    SPAWN,
    /** Calls a function once per item of a list. */
    MAP,
    /** Waits for the result of a call that was begun before. */
    RESULT,
    /** Ends a call that was begun before. */
    CANCEL,
    /** Tells how many calls of a function wait, and how many containers it has. */
    STATS,
    /** Says how many containers a function has. */
    SCALE,
    /** Sends a request to a web endpoint. */
    WEB,
    /** Runs a command in a sandbox. */
    EXEC,
    /** Runs code in a sandbox. */
    RUN,
    /** Puts files into a sandbox, fetches them, looks at them. */
    FILES,
    /** Makes sandboxes, looks at them, ends them. */
    SANDBOX,
    /** Puts values into a queue, takes them out, looks at them. */
    QUEUE,
    /** Keeps values by keys. */
    DICT,
    /** Reads and writes files of a volume. */
    VOLUME,
    /** Makes, finds and deletes secrets. */
    SECRET;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ModalOperation of(String name) {
        return Arrays.stream(values())
                .filter(operation -> operation.wireName().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new ModalException(ModalError.UNKNOWN_OPERATION, "'" + name + "' is no operation of modal"));
    }
}
