package dev.serai.agent;

import dev.serai.support.approval.Approval;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.text.Passage;
import java.util.List;
import java.util.Locale;

/**
 * What a run has come to.
 *
 * @param approvals what it waits for when it is parked
 * @param whole whether whoever asked gets a ChatReply
 */
public record RunResult(
        String runId,
        String sessionId,
        Status status,
        ChatReply reply,
        List<Passage> sources,
        List<Approval> approvals,
        int turns,
        int toolCalls,
        boolean whole) {

    /** How it stands. */
    public enum Status {
        DONE,
        REFUSED,
        PARKED,
        FAILED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
