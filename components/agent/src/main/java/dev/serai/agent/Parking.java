package dev.serai.agent;

import dev.serai.agent.RunState.OpenCall;
import dev.serai.agent.Steps.ParkedStep;
import dev.serai.agent.run.RunStatus;
import dev.serai.agent.run.RunStep;
import dev.serai.agent.tool.ToolSet;
import dev.serai.support.approval.Approval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Lays calls aside until a person allows them. */
record Parking(AgentSetup setup, String runId, String sessionId, Journal journal, RunState state, ToolSet tools) {

    /** First the store knows, then the people: a decision that comes at once must find what it decides on. */
    CompletableFuture<List<Approval>> park(List<OpenCall> calls) {
        var approvals = new ArrayList<Approval>();
        CompletableFuture<?> stored = CompletableFuture.completedFuture(null);
        var news = calls.stream().filter(call -> !call.parked()).toList();
        for (var call : news) {
            // Parked with the last one: what ends in between is taken over, and then people are asked.
            var status = call == news.get(news.size() - 1) ? RunStatus.PARKED : RunStatus.RUNNING;
            stored = journal.write(RunStep.Kind.PARKED, new ParkedStep(call.key(), call.call()), status);
            state.parked(call.key());
        }
        for (var call : calls) {
            approvals.add(approval(call));
        }
        return stored.thenCompose(written -> ask(approvals)).thenApply(asked -> approvals);
    }

    private CompletableFuture<?> ask(List<Approval> approvals) {
        if (setup.approver() == null) {
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.allOf(approvals.stream()
                .map(one -> setup.approver().ask(one).toCompletableFuture())
                .toArray(CompletableFuture[]::new));
    }

    private Approval approval(OpenCall open) {
        var description = tools.named(open.call().name())
                .map(tool -> tool.spec().description())
                .orElse("");
        return new Approval(
                ApprovalId.of(runId, open.key()).text(),
                runId,
                setup.name(),
                sessionId,
                open.call(),
                description,
                Instant.now());
    }
}
