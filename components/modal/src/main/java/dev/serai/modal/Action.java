package dev.serai.modal;

import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.error.ModalException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What is done with a named thing. */
public enum Action {
    PUT,
    GET,
    LOOK,
    LENGTH,
    CLEAR,
    DELETE,
    POP,
    CONTAINS,
    CONTENTS,
    LIST,
    READ,
    WRITE,
    REMOVE,
    CREATE,
    TERMINATE,
    POLL,
    WAIT,
    TUNNELS,
    SNAPSHOT,
    FIND,
    READY,
    CONNECT,
    NETWORK,
    TAGS,
    TAG;

    private static final Set<Action> OF_QUEUES = EnumSet.of(PUT, GET, LOOK, LENGTH, CLEAR, DELETE);
    private static final Set<Action> OF_DICTS = EnumSet.of(PUT, GET, POP, CONTAINS, CONTENTS, LENGTH, CLEAR, DELETE);
    private static final Set<Action> OF_VOLUMES = EnumSet.of(LIST, READ, WRITE, REMOVE, DELETE);
    private static final Set<Action> OF_SECRETS = EnumSet.of(CREATE, FIND, LIST, DELETE);
    private static final Set<Action> OF_SANDBOXES = EnumSet.of(
            CREATE, FIND, LIST, TERMINATE, POLL, WAIT, READY, TUNNELS, CONNECT, NETWORK, TAGS, TAG, SNAPSHOT);

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Set<Action> of(ModalOperation kind) {
        return switch (kind) {
            case QUEUE -> OF_QUEUES;
            case DICT -> OF_DICTS;
            case VOLUME -> OF_VOLUMES;
            case SECRET -> OF_SECRETS;
            case SANDBOX -> OF_SANDBOXES;
            default -> EnumSet.noneOf(Action.class);
        };
    }

    public static Action of(ModalOperation kind, String name) {
        var possible = of(kind);
        return possible.stream()
                .filter(action -> action.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new ModalException(
                        ModalError.BAD_OPTION,
                        (name == null ? "no action is set" : "'" + name + "' is no action") + " for modal:"
                                + kind.wireName() + ", only "
                                + Arrays.stream(values())
                                        .filter(possible::contains)
                                        .map(Action::wireName)
                                        .collect(Collectors.joining(", "))));
    }
}
