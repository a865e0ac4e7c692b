package dev.serai.runtime.console;

import dev.serai.support.approval.Decision;
import dev.serai.support.approval.Decisions;
import java.util.concurrent.CompletionStage;
import org.apache.camel.CamelContext;

/** Takes what a person says to a call of a tool that waits for it. */
final class ApprovalDecisions {

    private static final int LONGEST_NOTE = 2_000;

    private final CamelContext context;

    ApprovalDecisions(CamelContext context) {
        this.context = context;
    }

    CompletionStage<?> decide(ApiCall call) {
        var decisions = context.getCamelContextExtension().getContextPlugin(Decisions.class);
        if (decisions == null) {
            throw ConsoleException.unknown("approval", call.id());
        }
        var note = call.optional("note", LONGEST_NOTE);
        return decisions.decide(
                call.id(),
                new Decision(call.truth("allow"), call.user(), note == null || note.isBlank() ? null : note));
    }
}
