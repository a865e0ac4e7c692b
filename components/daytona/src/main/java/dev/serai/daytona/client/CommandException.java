package dev.serai.daytona.client;

import dev.serai.support.error.ErrorCode;
import dev.serai.support.run.CommandResult;
import dev.serai.support.service.ServiceFault;

/** A command that did not end well, with what it wrote until then. */
public final class CommandException extends DaytonaException {

    private static final long serialVersionUID = 1L;

    private final transient CommandResult result;

    public CommandException(ErrorCode error, String fact, CommandResult result, Throwable cause) {
        super(error, fact, error.remedy(), cause);
        this.result = result;
    }

    /** A failure of the sandbox, with what came until then. */
    CommandException(DaytonaException failure, CommandResult result) {
        super(
                new ServiceFault(
                        failure.code(), failure.getStatus(), failure.getServiceCode(), failure.getServiceMessage()),
                failure.getFact(),
                failure.isRetryable(),
                failure);
        this.result = result;
    }

    public CommandResult getResult() {
        return result;
    }

    public String getStdout() {
        return result == null ? null : result.stdout();
    }

    public String getStderr() {
        return result == null ? null : result.stderr();
    }

    /** Null where the command came to no end. */
    public Integer getExitCode() {
        return result == null ? null : result.exitCode();
    }
}
