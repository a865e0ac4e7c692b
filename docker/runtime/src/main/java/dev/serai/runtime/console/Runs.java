package dev.serai.runtime.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.serai.runtime.record.RunQuery;
import dev.serai.runtime.record.RunRecords;
import dev.serai.runtime.record.RunState;
import dev.serai.runtime.record.RunSummary;
import dev.serai.runtime.record.StepRecord;
import dev.serai.support.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The runs as the pages show them. */
final class Runs {

    private static final int MOST_ROWS = 200;
    private static final int ROWS = 50;
    private static final int LONGEST_ERROR = 4_000;
    private static final int LONGEST_BODY = 500_000;

    private final RunRecords records;
    private final WorkflowList workflows;

    Runs(RunRecords records, WorkflowList workflows) {
        this.records = records;
        this.workflows = workflows;
    }

    /**
     * @param millis null while it goes on
     * @param tokens null when no model was asked
     * @param lost how many steps were not recorded
     * @param againOf the run that was done again; null for a first one
     */
    record Row(
            String id,
            String workflow,
            String state,
            String started,
            Long millis,
            Long tokens,
            String error,
            int lost,
            String againOf) {}

    /** @param next what the query takes as before to give older ones; null when there are none */
    record Page(List<Row> items, String next) {}

    record Picture(String id, List<WorkflowList.Node> nodes) {}

    record Detail(Row run, Picture route, List<RunSteps.Shown> steps) {}

    CompletionStage<Page> find(ApiCall call) {
        int limit = call.number("limit", MOST_ROWS, ROWS);
        // One more tells whether there are older ones.
        var query = new RunQuery(
                call.query("workflow"), state(call.query("state")), call.query("q"), call.query("before"), limit + 1);
        return records.find(query).thenApply(found -> {
            var rows = found.stream().limit(limit).map(Runs::row).toList();
            return new Page(rows, found.size() > limit ? rows.get(limit - 1).id() : null);
        });
    }

    private static RunState state(String word) {
        return word == null
                ? null
                : Arrays.stream(RunState.values())
                        .filter(state -> state.word().equals(word))
                        .findFirst()
                        .orElseThrow(() -> new ConsoleException(
                                ConsoleError.BAD_REQUEST,
                                "'" + ConsoleException.shown(word) + "' is no state of a run"));
    }

    CompletionStage<Detail> load(ApiCall call) {
        return records.load(call.id()).thenApply(found -> {
            var run = found.run();
            var nodes = workflows.nodes(run.workflow()).orElseGet(() -> passed(found.steps(), run.workflow()));
            return new Detail(row(run), new Picture(run.workflow(), nodes), new RunSteps(run).show(found.steps()));
        });
    }

    /** Of a route that is no longer there, only the way that was taken is known. */
    private static List<WorkflowList.Node> passed(List<StepRecord> steps, String route) {
        return steps.stream()
                .filter(step -> step.node() != null && route.equals(step.route()))
                .map(step -> new WorkflowList.Node(
                        step.node(), step.kind(), Labels.of(step.kind(), step.label()), List.of()))
                .distinct()
                .limit(RunSteps.MOST)
                .toList();
    }

    CompletionStage<Map<String, String>> again(ApiCall call) {
        var step = call.optional("step", 20);
        if (step == null) {
            return records.again(call.id()).thenApply(id -> Map.of("id", id));
        }
        if (!step.matches("\\d{1,18}")) {
            throw ConsoleException.unknown("step", step);
        }
        return records.again(call.id(), Long.parseLong(step)).thenApply(id -> Map.of("id", id));
    }

    /** What is written is JSON where it looks like that, else a text. */
    Map<String, String> start(ApiCall call) {
        if (workflows.nodes(call.id()).isEmpty()) {
            throw ConsoleException.unknown("workflow", call.id());
        }
        var text = call.optional("body", LONGEST_BODY);
        return Map.of("id", records.byHand(call.id(), body(text == null ? "" : text.strip())));
    }

    private static Object body(String text) {
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return text.isEmpty() ? null : text;
        }
        try {
            return Json.MAPPER.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            throw new ConsoleException(
                    ConsoleError.BAD_REQUEST, "what it is to begin with looks like JSON, and is none");
        }
    }

    private static Row row(RunSummary run) {
        long tokens = run.promptTokens() + run.outputTokens();
        return new Row(
                run.id(),
                run.workflow(),
                run.state().word(),
                run.began().toString(),
                run.took() == null ? null : run.took().toMillis(),
                tokens == 0 ? null : tokens,
                cut(run.error()),
                run.lost(),
                run.againOf());
    }

    static String cut(String error) {
        return error == null || error.length() <= LONGEST_ERROR ? error : error.substring(0, LONGEST_ERROR) + "...";
    }
}
