package dev.serai.runtime.record;

import dev.serai.agent.AgentEvents;
import dev.serai.agent.RunResult;
import dev.serai.agent.tool.ToolOutcome;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.Usage;
import java.time.Duration;
import org.apache.camel.Exchange;

/** Notes what agents do: their models' answers and their tools' results become steps of the run that asked. */
final class AgentSteps implements AgentEvents {

    private final Recorder recorder;
    private final AgentRuns agents;

    AgentSteps(Recorder recorder, AgentRuns agents) {
        this.recorder = recorder;
        this.agents = agents;
    }

    @Override
    public void runStarted(Exchange exchange, String agent, String runId, String sessionId) {
        if (exchange.getProperty(Trip.PROPERTY) instanceof Trip known) {
            var own = known.of(exchange);
            var trip = own == null ? known.childOf(exchange) : own;
            began(runId, trip);
            return;
        }
        var parked = agents.parked(runId);
        if (parked != null) {
            began(runId, recorder.goOn(exchange, parked.run(), parked.workflow()));
        }
    }

    private void began(String runId, Trip trip) {
        trip.run.parkedAgents.remove(runId);
        var parked = agents.parked(runId);
        if (parked != null && parked.run() != trip.run.id) {
            // The decision came with an exchange of another run.
            recorder.goesOnElsewhere(runId, parked.run(), parked.workflow());
        }
        agents.began(runId, trip);
    }

    @Override
    public void modelAnswered(
            Exchange exchange, String agent, String runId, ChatReply reply, Duration took, Duration firstToken) {
        var trip = agents.caller(runId);
        if (trip == null) {
            return;
        }
        var usage = reply.usage();
        if (usage != null) {
            trip.run.tokens(usage.promptTokens(), usage.outputTokens());
        }
        recorder.note(trip, node("model", reply.model() == null ? agent : reply.model()), reply, null, took.toNanos());
    }

    @Override
    public void modelFailed(Exchange exchange, String agent, String runId, Throwable error, Duration took) {
        var trip = agents.caller(runId);
        if (trip != null) {
            recorder.note(trip, node("model", agent), null, Texts.of(error), took.toNanos());
        }
    }

    @Override
    public void toolCalled(
            Exchange exchange, String agent, String runId, String tool, ToolOutcome outcome, Duration took) {
        var trip = agents.caller(runId);
        if (trip != null) {
            var failure = outcome instanceof ToolOutcome.Success ? null : outcome.text();
            recorder.note(trip, node("tool", tool), failure == null ? outcome.text() : null, failure, took.toNanos());
        }
    }

    @Override
    public void runEnded(
            Exchange exchange,
            String agent,
            String runId,
            RunResult.Status status,
            Usage usage,
            int turns,
            Duration took,
            Throwable error) {
        var trip = agents.caller(runId);
        if (trip == null) {
            return;
        }
        var run = trip.run;
        if (status == RunResult.Status.PARKED) {
            run.parkedAgents.add(runId);
            agents.park(runId, run.id, run.workflow);
        } else {
            agents.ended(runId);
        }
        // Nobody's route waits for an agent that went on by itself, so its run ends with the last of them.
        if (exchange.getUnitOfWork() == null
                && run.origin == null
                && run.goingOn.decrementAndGet() <= 0
                && !run.hasEnded()) {
            recorder.ended(trip, exchange, error);
        }
    }

    private static Node node(String kind, String label) {
        return new Node(null, null, kind, label, false, false);
    }
}
