package dev.serai.n8n;

import dev.serai.support.error.ErrorCode;

/** What can go wrong with an import, and in imported routes. ERRORS.md explains each to its reader. */
public enum N8nError implements ErrorCode {
    NO_JSON("001", "Export the workflow from n8n again (Download in its menu)."),
    NO_WORKFLOW("002", "Give a workflow as n8n exports it: an object with nodes and connections."),
    TOO_LARGE("003", "Split the workflow into sub-workflows and import them one by one."),
    CANNOT_WRITE("004", "Check that the folder exists or can be made, and may be written."),
    USAGE("005", "Call it with: import workflow.json -o routes/"),
    EXISTS(
            "006",
            "Give --replace to write an earlier import anew, or another folder with -o; values in its application.properties stay."),
    OUTSIDE_FOLDER("101", "Keep the files in the folder that the property names, or change the property."),
    FILE_TOO_LARGE("102", "Use a smaller file."),
    BAD_ADDRESS("103", "Correct the address of the node."),
    BAD_SQL("104", "Correct the statement or its parameters."),
    STOPPED("105", "The workflow ends itself here; see what led to this step."),
    NO_FILE("106", "Check the name of the file in the node, and what the step before gives."),
    REQUEST_FAILED("107", "See what the server says; check the address, the body and the credential of the node."),
    NO_ANSWER("108", "Check that the server runs and may be reached from here."),
    NOT_ALLOWED("109", "Set the property that the message names, if the machine may do that."),
    UNREADABLE("110", "Correct what the step before gives."),
    NOT_CONFIGURED("111", "Set the property in application.properties beside the routes, or as a variable."),
    ENDLESS("112", "Let the workflow come to an end; of rounds, the property that the message names may allow more."),
    TOO_MANY_WAIT("113", "Give the nodes that wait a limit of time, or start fewer flows."),
    STOPS_WAITING("114", "Start the flow again if it does not wait on; set serai.items.state so that waits are kept."),
    NOT_KEPT("115", "Start the flow again; its routes have changed, or the file was not written by this version.");

    private final String number;
    private final String remedy;

    N8nError(String number, String remedy) {
        this.number = number;
        this.remedy = remedy;
    }

    @Override
    public String id() {
        return "N8N-" + number;
    }

    @Override
    public String remedy() {
        return remedy;
    }
}
