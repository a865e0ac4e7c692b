package dev.serai.modal.sandbox;

import dev.serai.support.error.SeraiException;
import dev.serai.support.run.CommandResult;

/** A command that did not end well, with what it wrote until then. */
public final class CommandException extends SeraiException {

    private static final long serialVersionUID = 1L;

    private final transient CommandResult result;

    CommandException(CommandError error, String fact, CommandResult result) {
        super(error, fact);
        this.result = result;
    }

    public String getStdout() {
        return result == null ? null : result.stdout();
    }

    public String getStderr() {
        return result == null ? null : result.stderr();
    }

    public Integer getExitCode() {
        return result == null ? null : result.exitCode();
    }
}
