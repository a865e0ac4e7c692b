package dev.serai.daytona.client;

import dev.serai.support.error.ErrorCode;

/** What can go wrong with commands and code. ERRORS.md explains each to its reader. */
public enum ProcessError implements ErrorCode {
    FAILED("301", "Look at the output; with failOn=limit such an exit code is a result."),
    TIMED_OUT("302", "Raise timeout, or do less at once. What was written until then is in the exception."),
    SESSION_NOT_FOUND("303", "Create the session first: daytona:session/create."),
    SESSION_EXISTS("304", "Use another id, or delete the session first."),
    LANGUAGE("305", "Use python, javascript or typescript, or a snapshot that has the language."),
    ENDED("306", "Send input only while the command runs."),
    LOG_BROKE("307", "Look whether the command still runs with daytona:session/command, and read its log again."),
    PTY("308", "Create the terminal again."),
    INTERPRETER("309", "Run the code again, in a new context if need be."),
    REFUSED("310", "Correct the call as the sandbox says."),
    NO_END("311", "Leave exit out of commands of a session: it ends the shell, and no exit code follows.");

    private final String number;
    private final String remedy;

    ProcessError(String number, String remedy) {
        this.number = number;
        this.remedy = remedy;
    }

    @Override
    public String id() {
        return "DAYTONA-" + number;
    }

    @Override
    public String remedy() {
        return remedy;
    }
}
