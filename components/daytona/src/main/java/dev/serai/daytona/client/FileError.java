package dev.serai.daytona.client;

import dev.serai.support.error.ErrorCode;

/** What can go wrong with files. ERRORS.md explains each to its reader. */
public enum FileError implements ErrorCode {
    NOT_FOUND("401", "Check the path; a relative one starts in the working directory of the sandbox."),
    REFUSED("402", "Correct the path or the value; to delete a folder that is not empty set recursive=true."),
    NOT_ALLOWED("403", "Change the permissions, or use another folder."),
    FAILED("404", "Look whether the disk of the sandbox is full."),
    UNREADABLE("405", "Download fewer files at once, or one by one.");

    private final String number;
    private final String remedy;

    FileError(String number, String remedy) {
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
