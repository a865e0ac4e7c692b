package dev.serai.people;

import dev.serai.support.error.ErrorCode;

/** What can go wrong when people are asked. ERRORS.md explains each to its reader. */
public enum PeopleError implements ErrorCode {
    UNKNOWN_OPERATION("001", "Use one of inbox, answer, list, get, cancel."),
    BAD_OPTION("002", "Correct the option or the header of that name."),
    BAD_FORM("003", "Give form a JSON schema of type object, in place or as resource:classpath:form.json."),
    UNKNOWN_STORE("004", "Add serai-sql for 'sql', use 'local', or name a bean of the registry as #bean:name."),
    NO_TITLE("005", "Set the option title or the header CamelPeopleTitle."),
    NO_TASK_ID("006", "Set the header CamelPeopleTaskId, or CamelPeopleToken to the token of a link."),
    BAD_ATTACHMENT("007", "Let attachments be a map from file names to texts or bytes, of a few megabytes in all."),

    CANNOT_PARK("101", "Ask in a route of its own that nobody waits for, or set whenParked=wait."),
    STORE_FULL("102", "Answer or cancel tasks, or keep them in a database with store=sql."),
    STORE_FAILED("103", "Look at the store of the tasks, and into the log."),

    CONFLICT("201", "Nothing: the first answer counts."),
    NO_TASK("202", "Check the task's id; closed tasks are deleted after a while."),
    BAD_ANSWER("203", "Correct the answer as the message says, then send it again."),
    BAD_TOKEN("204", "Open the link as it was sent, whole and unchanged."),
    EXPIRED("205", "Ask for a new link, or answer in the inbox."),
    WRONG_SENDER("206", "Answer from the address that the question was sent to, or in the inbox."),
    CANNOT_GO_ON("207", "Load the route as it was when it asked, then answer again; or cancel the task."),

    OVERDUE("301", "Give more time with due, or say with whenDue what happens then."),
    CANCELLED("302", "Nothing: somebody has cancelled the question."),
    STOPPED("303", "Nothing: the process stops; what can go on later is answered after the next start.");

    private final String number;
    private final String remedy;

    PeopleError(String number, String remedy) {
        this.number = number;
        this.remedy = remedy;
    }

    @Override
    public String id() {
        return "PEOPLE-" + number;
    }

    @Override
    public String remedy() {
        return remedy;
    }
}
