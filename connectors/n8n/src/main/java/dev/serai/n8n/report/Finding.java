package dev.serai.n8n.report;

/**
 * Something that a person should know of an import.
 *
 * @param node the node's name, or empty where it is about the whole workflow
 * @param reason what is so
 * @param hint what can be done
 */
public record Finding(Kind kind, String node, String reason, String hint) {

    /** From what must be done to what is only worth knowing. */
    public enum Kind {
        UNSUPPORTED("Not supported: the step is there and fails when it is reached"),
        CREDENTIAL("To be configured"),
        SECRET("Secrets that stood in the workflow; change them, since the file has been seen"),
        RISK("What items or a model decide; look at it before you enable it"),
        SETTING("Not kept: an option that has no counterpart"),
        DIFFERENCE("Behaves differently"),
        NOTE("Notes");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }
}
