package dev.serai.agent.telemetry;

import dev.serai.agent.tool.ToolOutcome;
import dev.serai.support.chat.FinishReason;
import java.util.Locale;

/** The words of the conventions for what the code names. */
final class Words {

    private Words() {}

    static String of(FinishReason reason) {
        return reason == FinishReason.FILTERED
                ? "content_filter"
                : reason.name().toLowerCase(Locale.ROOT);
    }

    static String of(ToolOutcome outcome) {
        if (outcome instanceof ToolOutcome.Success) {
            return "success";
        }
        return outcome instanceof ToolOutcome.Rejected ? "rejected" : "failure";
    }
}
