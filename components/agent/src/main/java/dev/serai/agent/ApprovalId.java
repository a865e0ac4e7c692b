package dev.serai.agent;

/** Names a parked call: its run and its place there. */
record ApprovalId(String runId, String key) {

    private static final char SEPARATOR = '/';

    static ApprovalId of(String runId, String key) {
        return new ApprovalId(runId, key);
    }

    static ApprovalId read(String text) {
        int at = text.indexOf(SEPARATOR);
        if (at < 0) {
            throw unknown(text);
        }
        return new ApprovalId(text.substring(0, at), text.substring(at + 1));
    }

    static AgentException unknown(String text) {
        return new AgentException(AgentError.NO_APPROVAL, "there is no approval '" + text + "'");
    }

    String text() {
        return runId + SEPARATOR + key;
    }
}
