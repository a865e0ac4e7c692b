package dev.serai.runtime.console;

import dev.serai.runtime.record.RunState;
import dev.serai.runtime.record.RunSummary;
import dev.serai.runtime.record.StepRecord;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The steps of one run, within what a page can hold. */
final class RunSteps {

    static final int MOST = 500;

    private static final int LONGEST_HEADER = 1_000;
    private static final int MOST_CHARACTERS = 3 << 20;

    private final RunSummary run;
    private int room = MOST_CHARACTERS;

    RunSteps(RunSummary run) {
        this.run = run;
    }

    /**
     * @param route the route it belongs to, which need not be the run's own
     * @param name what a person has called the step; null where nobody has
     * @param lane tells the copies of a message apart; 0 is the first one
     * @param millis null while it goes on
     */
    record Shown(
            String id,
            String route,
            String node,
            String kind,
            String name,
            String label,
            int lane,
            String state,
            String started,
            Double millis,
            Body input,
            Map<String, String> headers,
            Body output,
            String error) {}

    /** @param cut false, true, or the size of the whole */
    record Body(String type, String text, Object cut) {}

    List<Shown> show(List<StepRecord> steps) {
        return steps.stream().limit(MOST).map(this::show).toList();
    }

    private Shown show(StepRecord step) {
        return new Shown(
                String.valueOf(step.number()),
                step.route(),
                step.node(),
                step.kind(),
                Labels.name(step.node(), step.kind()),
                Labels.of(step.kind(), step.label()),
                step.lane(),
                state(step),
                run.began().plus(step.beganMicros(), ChronoUnit.MICROS).toString(),
                step.tookMicros() < 0 ? null : step.tookMicros() / 1_000.0,
                body(step.input()),
                headers(step.headers()),
                body(step.output()),
                Runs.cut(step.error()));
    }

    /** A step without an end in a run that is over was cut off with it. */
    private String state(StepRecord step) {
        if (step.error() != null) {
            return RunState.FAILED.word();
        }
        if (step.tookMicros() >= 0) {
            return RunState.DONE.word();
        }
        return run.state() == RunState.DONE || run.state() == RunState.FAILED
                ? RunState.STOPPED.word()
                : run.state().word();
    }

    private Body body(dev.serai.runtime.record.Shown value) {
        if (value == null || value.kind().equals("none")) {
            return null;
        }
        var type = value.type() == null ? value.kind() : value.type();
        if (value.text() == null) {
            return new Body(type, "", value.size() < 0 ? true : value.size());
        }
        var text = value.text().substring(0, Math.min(room, value.text().length()));
        room -= text.length();
        boolean whole = !value.cut() && text.length() == value.text().length();
        return new Body(type, text, whole ? false : value.size() < 0 ? true : value.size());
    }

    private static Map<String, String> headers(Map<String, dev.serai.runtime.record.Shown> headers) {
        if (headers == null) {
            return Map.of();
        }
        var shown = new LinkedHashMap<String, String>();
        headers.forEach((name, value) -> {
            var text = value.text() == null ? value.kind() : value.text();
            shown.put(name, text.length() > LONGEST_HEADER ? text.substring(0, LONGEST_HEADER) + "..." : text);
        });
        return shown;
    }
}
