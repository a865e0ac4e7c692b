package dev.serai.runtime.record;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/** Which trip asked an agent, by the id of the agent's run: tools are told this id, and a person's answer comes with it. */
final class AgentRuns {

    /** The header that an agent sends to the routes that it calls. */
    private static final String AGENT_RUN = "CamelAgentRunId";

    private static final int MOST = 10_000;

    private final Map<String, Trip> callers = bounded();
    private final Map<String, Parked> parked = bounded();

    /** A run that waits for a person. */
    record Parked(long run, String workflow) {}

    private static <T> Map<String, T> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                return size() > MOST;
            }
        };
    }

    synchronized void began(String agentRun, Trip caller) {
        callers.put(agentRun, caller);
        parked.remove(agentRun);
    }

    synchronized Trip caller(String agentRun) {
        return callers.get(agentRun);
    }

    synchronized void ended(String agentRun) {
        callers.remove(agentRun);
    }

    synchronized void park(String agentRun, long run, String workflow) {
        callers.remove(agentRun);
        parked.put(agentRun, new Parked(run, workflow));
    }

    synchronized Parked parked(String agentRun) {
        return parked.get(agentRun);
    }

    /** The agents' runs that wait in a run. */
    synchronized List<String> parkedIn(long run) {
        return parked.entrySet().stream()
                .filter(entry -> entry.getValue().run() == run)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The trip whose agent calls this exchange's route as a tool. */
    Trip callerOf(Exchange exchange) {
        return exchange.getMessage().getHeader(AGENT_RUN) instanceof String agentRun ? caller(agentRun) : null;
    }
}
