package dev.serai.runtime.load;

import dev.serai.support.error.ErrorCode;

/** What can be wrong with a file of routes; ERRORS.md explains each. */
public enum LoadError implements ErrorCode {
    TOO_LARGE("LOAD-101", "Split the file."),
    UNREADABLE("LOAD-102", "Check the file's rights and that it is text in UTF-8."),
    SYNTAX("LOAD-103", "Correct the file; it is loaded as soon as it is saved."),
    HOSTILE("LOAD-104", "Write the content out plainly, without so much nesting, aliases or document types."),
    TOO_MANY_ROUTES("LOAD-105", "Split the file, or raise serai.load.max-routes."),
    GLOBAL("LOAD-106", "Write it so that it holds for this file's routes only, or set it in application.yaml."),
    ID_TAKEN("LOAD-107", "Give one of the two another id."),
    BEAN_TAKEN("LOAD-108", "Give the bean another name."),
    UNRESOLVED("LOAD-109", "Set the property, or write a default behind a colon; name a component that is installed."),
    NOT_STARTED("LOAD-110", "Correct the route or what it depends on; saving the file tries again."),
    NO_COMPILER("LOAD-111", "Run with a JDK, or write the route in YAML."),
    SLOW_START("LOAD-112", "Check what the route connects to; it starts as soon as that answers."),
    ADDRESS_TAKEN("LOAD-113", "Give one of the two routes another address."),
    NOT_STOPPED("LOAD-114", "Check what the route connects to; it is tried again."),
    NO_ROUTE("LOAD-201", "Look at the list of routes; a file may have changed."),
    BUSY("LOAD-202", "Try again when the file is loaded."),
    NO_FOLDER("LOAD-203", "Let the runtime write to SERAI_DATA, or to a folder of SERAI_ROUTES."),
    FOLDER_TAKEN("LOAD-204", "Take another name, or replace it if it was imported."),
    NOT_WRITTEN("LOAD-205", "Check the folder's rights and its disk."),
    NOT_IMPORTED("LOAD-206", "Look at the list of workflows; what was not imported is changed in its folder."),
    BAD_PROPERTIES(
            "LOAD-207",
            "Correct the file, so that no value is lost: a backslash is written twice, \\u has four digits.");

    private final String id;
    private final String remedy;

    LoadError(String id, String remedy) {
        this.id = id;
        this.remedy = remedy;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String remedy() {
        return remedy;
    }
}
