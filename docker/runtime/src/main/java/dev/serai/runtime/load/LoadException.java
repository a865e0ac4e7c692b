package dev.serai.runtime.load;

import dev.serai.support.error.SeraiException;

/** A file of routes that cannot be loaded, or a route that cannot be switched. */
public class LoadException extends SeraiException {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    public LoadException(LoadError code, String fact) {
        this(code, fact, 0, 0);
    }

    LoadException(LoadError code, String fact, int line) {
        this(code, fact, line, 0);
    }

    LoadException(LoadError code, String fact, int line, int column) {
        super(code, fact);
        this.line = line;
        this.column = column;
    }

    /** The line of the file, from 1; 0 where it is not known. */
    public int line() {
        return line;
    }

    /** The column of the file, from 1; 0 where it is not known. */
    public int column() {
        return column;
    }

    FileProblem problem(String file) {
        return new FileProblem(file, line, column, getId(), getFact(), getRemedy());
    }
}
