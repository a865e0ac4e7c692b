package dev.serai.daytona.client;

import dev.serai.support.error.ErrorCode;

/** What can go wrong with repositories. ERRORS.md explains each to its reader. */
public enum GitError implements ErrorCode {
    NO_REPOSITORY("501", "Clone it first: daytona:git/clone."),
    NO_REF("502", "Check the name with daytona:git/branches."),
    UNREACHABLE("503", "Check the address, and that the network settings of the sandbox allow it."),
    CREDENTIALS("504", "Set username and password; for GitHub the password is a token."),
    NOT_FAST_FORWARD("505", "Pull first, then push again."),
    NOTHING("506", "Add files first, or set allowEmpty=true."),
    EXISTS("507", "Choose another path or name."),
    FAILED("508", "Do what the message says.");

    private final String number;
    private final String remedy;

    GitError(String number, String remedy) {
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
