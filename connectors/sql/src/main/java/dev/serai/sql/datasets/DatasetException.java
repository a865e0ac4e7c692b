package dev.serai.sql.datasets;

import dev.serai.support.error.SeraiException;

/** A failure with rows of files or a query over them. */
public final class DatasetException extends SeraiException {

    private static final long serialVersionUID = 1L;

    DatasetException(DatasetError code, String fact) {
        super(code, fact);
    }

    DatasetException(DatasetError code, String fact, Throwable cause) {
        super(code, fact, cause);
    }
}
