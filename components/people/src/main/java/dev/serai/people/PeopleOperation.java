package dev.serai.people;

import java.util.Arrays;
import java.util.Locale;

/** The endpoint's path: what is done. */
public enum PeopleOperation {
    /** Asks people. */
    INBOX,
    /** Takes an answer. */
    ANSWER,
    /** Lists tasks. */
    LIST,
    /** Gives one task. */
    GET,
    /** Cancels a task. */
    CANCEL;

    static PeopleOperation of(String name) {
        return Arrays.stream(values())
                .filter(operation -> operation.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new PeopleException(PeopleError.UNKNOWN_OPERATION, "'" + name + "' is no operation of people"));
    }
}
