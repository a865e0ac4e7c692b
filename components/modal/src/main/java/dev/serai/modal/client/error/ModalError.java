package dev.serai.modal.client.error;

import dev.serai.support.error.ErrorCode;

/** What can go wrong between a route and Modal. ERRORS.md explains each to its reader. */
public enum ModalError implements ErrorCode {
    UNKNOWN_OPERATION(
            "001",
            "Use one of call, spawn, map, result, cancel, stats, scale, web, run, exec, files, sandbox, queue, dict, volume, secret."),
    BAD_OPTION("002", "Correct the option or the header of that name."),
    NO_CREDENTIALS("003", "Set tokenId and tokenSecret to a token of the workspace."),
    BAD_INPUT("004", "Send what the operation takes; README.md has a table."),
    UNENCODABLE(
            "005",
            "Send null, text, numbers, true or false, bytes, dates, lists, sets and maps of these; make maps of other objects."),

    UNREACHABLE("101", "Check serverUrl and that this machine reaches it."),
    UNKNOWN_HOST("102", "Correct the host in serverUrl."),
    NO_ANSWER("103", "Try again later, or raise requestTimeout."),
    TOO_LARGE("104", "Send or ask for less, or raise maxMessageSize."),
    EGRESS("105", "Add the host to serai.egress.allow if data may go there."),
    UNAUTHENTICATED("106", "Make a new token and set tokenId and tokenSecret."),
    DENIED("107", "Use a token of a user who may do this."),
    NOT_FOUND("108", "Correct the name, or deploy it in this environment."),
    EXHAUSTED("109", "Wait, or raise the limits of the workspace."),
    REJECTED("110", "Correct what the message names."),
    SERVER_FAILED("111", "Try again later; the status page of Modal tells about outages."),
    BAD_ANSWER("112", "Check that serverUrl leads to Modal itself."),
    CANCELLED("113", "Nothing: the context is being stopped, or the caller gave up."),
    UNSUPPORTED("114", "Use a newer server, or leave this operation."),
    BLOB_FAILED("115", "Try again later; the storage of Modal keeps values that are too large for a message."),
    BLOB_TOO_LARGE("116", "Send less, put the data on a volume, or raise maxBlobSize."),

    FUNCTION_FAILED("201", "Look into the function's code and its log; the message has its exception."),
    FUNCTION_TIMEOUT("202", "Raise the function's timeout where it is deployed, or give it less to do."),
    FUNCTION_TERMINATED("203", "Nothing, if it was cancelled on purpose."),
    FUNCTION_LOST("204", "Call it again; Modal lost its container several times."),
    WAIT_ENDED("205", "Ask again with modal:result and the id of the call, or raise timeout."),
    WEB_FUNCTION("206", "Call it with modal:web/app/function."),
    NO_CBOR("207", "Deploy the app again with a newer modal package (1.2 or later)."),
    UNREADABLE("208", "Return text, numbers, bytes, lists and maps of these."),
    BAD_PARAMETER("209", "Set the parameter to a value of the type that the message names."),
    NO_METHOD("210", "Correct the name of the method; the message has those that there are."),

    QUEUE_EMPTY("301", "Wait longer with timeout, or put something into the queue."),
    QUEUE_FULL("302", "Take something out of the queue, or wait longer with timeout."),
    NO_KEY("303", "Put a value under this key first."),

    SANDBOX_ENDED("401", "Create a new sandbox."),
    EXEC_TIMEOUT("402", "Raise timeout, or give the command less to do."),
    IMAGE_FAILED("403", "Correct the image; the message has the end of the build's log."),
    FILE_FAILED("404", "Correct the path, or what lies there."),
    BAD_ROUTER("405", "Try again; the address of the sandbox that Modal gave cannot be used.");

    private final String number;
    private final String remedy;

    ModalError(String number, String remedy) {
        this.number = number;
        this.remedy = remedy;
    }

    @Override
    public String id() {
        return "MODAL-" + number;
    }

    @Override
    public String remedy() {
        return remedy;
    }

    @Override
    public boolean retryable() {
        return switch (this) {
            case UNREACHABLE,
                    NO_ANSWER,
                    EXHAUSTED,
                    SERVER_FAILED,
                    BLOB_FAILED,
                    FUNCTION_LOST,
                    QUEUE_EMPTY,
                    QUEUE_FULL -> true;
            default -> false;
        };
    }
}
