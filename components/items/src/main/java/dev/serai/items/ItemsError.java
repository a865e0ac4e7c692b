package dev.serai.items;

import dev.serai.support.error.ErrorCode;

/** What can go wrong in lists of items and in expressions. ERRORS.md explains each to its reader. */
public enum ItemsError implements ErrorCode {
    UNKNOWN_OPERATION("001", "Use one of the operations in OPTIONS.md."),
    BAD_OPTION("002", "Correct the option."),
    MISSING_OPTION("003", "Set the option."),
    BAD_BODY("004", "Send objects, a list of objects, JSON text or a file."),
    UNKNOWN_OUTPUT("005", "Name one of the outputs of the step before."),
    UNREADABLE_SETTINGS("006", "Correct the file that settings names."),

    SYNTAX("101", "Correct the expression."),
    TIME("102", "Make the code end earlier, or raise the time limit serai.items.time-limit."),
    MEMORY("103", "Keep less at once, or raise the memory limit serai.items.memory-limit."),
    STATEMENTS("104", "End the loop, or raise the limit serai.items.statement-limit."),
    EXPRESSION("105", "Correct the expression, or the data that it is given."),
    UNKNOWN_NODE("106", "Correct the name in the expression, or let the node run before; $('name').isExecuted tells."),
    BROKEN_LINK("107", "Use .first(), .last() or .all() instead of .item, or set pairedItem where the items are made."),
    ENV("108", "Add the name to <workflow>.env, or to serai.items.env, which is for all workflows."),
    NOT_AVAILABLE("109", "Leave it out: expressions and code reach neither the machine nor the network."),
    CODE("110", "Correct the code."),
    BAD_RESULT("111", "Return an object, or a list of objects."),
    STOPPED("112", "Nothing: the context is being stopped."),
    STATE("113", "Check the folder serai.items.state, and remember less."),
    LIST_TIME("114", "Work on fewer items at once, or raise the limit serai.items.list-time-limit."),
    ALL_MEMORY("115", "Let less of it run at once, or raise the limit serai.items.total-memory-limit."),

    WRONG_TYPE("201", "Give a value of that type, or set loose=true to let values be converted."),
    NO_FIELD("202", "Correct the name of the field, or the step that should have made it."),
    NO_FILE("203", "Correct the option binary, or the step that should have given the item a file."),
    BAD_FILE("204", "Check that the file has the format that the step expects."),
    TOO_LARGE("205", "Use a smaller file, or raise maxSize."),
    UNSUPPORTED("206", "Use one of those that the message names."),
    NO_DATE("207", "Give a date as ISO text, as milliseconds, or in the format that fromFormat names."),
    UNEXPECTED("208", "Correct the values that the message names; if they are right, this is an error of the step.");

    private final String number;
    private final String remedy;

    ItemsError(String number, String remedy) {
        this.number = number;
        this.remedy = remedy;
    }

    @Override
    public String id() {
        return "ITEMS-" + number;
    }

    @Override
    public String remedy() {
        return remedy;
    }
}
