package dev.serai.runtime.record;

import dev.serai.support.error.SeraiException;

/** A failure of recording, or of doing a run again. */
public final class RecordException extends SeraiException {

    private static final long serialVersionUID = 1L;

    RecordException(RecordError code, String fact) {
        super(code, fact);
    }

    RecordException(RecordError code, String fact, String remedy) {
        super(code, fact, remedy, null);
    }

    RecordException(RecordError code, String fact, Throwable cause) {
        super(code, fact, cause);
    }
}
