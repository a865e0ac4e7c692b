package dev.serai.n8n.report;

import java.util.List;

/**
 * Something outside of the routes that they get at when they run: who enables them allows it.
 *
 * @param what an address, a command, a folder; a stranger's text
 * @param nodes which nodes do
 */
public record Reach(Kind kind, String what, List<String> nodes) {

    public Reach {
        nodes = List.copyOf(nodes);
    }

    /** From what needs the closest look. */
    public enum Kind {
        COMMAND("Commands on this machine"),
        FOLDER("Folders of this machine"),
        SERVER("Servers that are asked"),
        DATA("Databases and vector stores"),
        MODEL("Models"),
        WEBHOOK("Open to whoever reaches the runtime, in public with its login, unless serai.webhooks says otherwise"),
        WORKFLOW("Other workflows"),
        OTHER("Other components");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }
}
