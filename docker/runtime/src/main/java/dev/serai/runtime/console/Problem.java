package dev.serai.runtime.console;

import dev.serai.agent.AgentError;
import dev.serai.n8n.N8nError;
import dev.serai.openai.GatewayException;
import dev.serai.people.PeopleError;
import dev.serai.runtime.load.LoadError;
import dev.serai.runtime.record.RecordError;
import dev.serai.support.error.ErrorCode;
import dev.serai.support.error.Failures;
import dev.serai.support.error.SeraiException;
import dev.serai.support.route.RouteError;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A failure as the page shows it: what to look up, what happened, and what can be done. */
record Problem(String code, String fact, String remedy) {

    private static final Logger LOG = LoggerFactory.getLogger(Problem.class);

    private static final Map<ErrorCode, Integer> STATUSES = Map.ofEntries(
            Map.entry(AgentError.NO_APPROVAL, 404),
            Map.entry(AgentError.NO_RUN, 404),
            Map.entry(AgentError.DECIDED_BEFORE, 409),
            Map.entry(AgentError.RUN_CONFLICT, 409),
            Map.entry(AgentError.NO_AGENT, 409),
            Map.entry(LoadError.NO_ROUTE, 404),
            Map.entry(LoadError.BUSY, 409),
            Map.entry(LoadError.NO_FOLDER, 409),
            Map.entry(LoadError.FOLDER_TAKEN, 409),
            Map.entry(LoadError.NOT_IMPORTED, 404),
            Map.entry(LoadError.BAD_PROPERTIES, 409),
            Map.entry(N8nError.NO_JSON, 422),
            Map.entry(N8nError.NO_WORKFLOW, 422),
            Map.entry(N8nError.TOO_LARGE, 422),
            Map.entry(PeopleError.CONFLICT, 409),
            Map.entry(PeopleError.NO_TASK, 404),
            Map.entry(PeopleError.STORE_FAILED, 503),
            Map.entry(PeopleError.BAD_ANSWER, 422),
            Map.entry(PeopleError.BAD_TOKEN, 404),
            Map.entry(PeopleError.EXPIRED, 410),
            Map.entry(PeopleError.CANNOT_GO_ON, 422),
            Map.entry(RecordError.NO_RUN, 404),
            Map.entry(RecordError.NO_STEP, 404),
            Map.entry(RecordError.NOT_WHOLE, 409),
            Map.entry(RecordError.NO_ROUTE, 409),
            Map.entry(RecordError.STORE_FAILED, 503),
            Map.entry(RecordError.CLOSED, 503));

    /** What is not known may tell a stranger about the inside, so it goes to the log only. */
    static SeraiException known(Throwable error) {
        var cause = Failures.unwrap(error);
        if (cause instanceof SeraiException known) {
            LOG.debug("A request of the console is answered with {}", known.getMessage(), known);
            return known;
        }
        LOG.error("A request of the console has failed", cause);
        return new ConsoleException(ConsoleError.FAILED, "the request has failed");
    }

    static Problem of(SeraiException known) {
        return new Problem(known.getId(), known.getFact(), known.getRemedy());
    }

    static int status(SeraiException known) {
        if (known.code() instanceof ConsoleError own) {
            return own.status();
        }
        if (known instanceof GatewayException gateway) {
            return gateway.status();
        }
        if (known.code() instanceof RouteError) {
            return 409;
        }
        return known.code() == null ? 500 : STATUSES.getOrDefault(known.code(), 500);
    }
}
