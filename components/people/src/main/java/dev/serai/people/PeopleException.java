package dev.serai.people;

import dev.serai.support.error.SeraiException;

/** A question to people, or an answer of theirs, that does not work out. */
public final class PeopleException extends SeraiException {

    private static final long serialVersionUID = 1L;

    public PeopleException(PeopleError code, String fact) {
        super(code, fact);
    }

    public PeopleException(PeopleError code, String fact, Throwable cause) {
        super(code, fact, cause);
    }

    public PeopleException(PeopleError code, String fact, String remedy) {
        super(code, fact, remedy, null);
    }
}
