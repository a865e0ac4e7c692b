package dev.serai.agent;

import dev.serai.agent.Steps.DecidedStep;
import dev.serai.agent.Steps.ModelStep;
import dev.serai.agent.Steps.ParkedStep;
import dev.serai.agent.Steps.ToolStep;
import dev.serai.agent.run.RunHistory;
import dev.serai.agent.run.RunStep;
import dev.serai.support.approval.Decision;
import dev.serai.support.chat.ChatMessage;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ToolCall;
import dev.serai.support.chat.Usage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where a run stands: the sum of its input and its steps. Guarded by itself. */
final class RunState {

    private final List<ChatMessage> messages;
    private final Map<String, OpenCall> calls = new LinkedHashMap<>();
    private List<OpenCall> lastCalls = List.of();
    private final List<MadeCall> made = new ArrayList<>();
    private final List<ChatReply> answers = new ArrayList<>(2);
    private final List<ChatMessage> corrections = new ArrayList<>(2);
    private Usage usage = Usage.UNKNOWN;
    private int turns;
    private int toolCalls;

    RunState(List<ChatMessage> messages) {
        this.messages = new ArrayList<>(messages);
    }

    static RunState of(RunInput input, RunHistory history) {
        var state = new RunState(input.messages());
        history.steps().forEach(state::apply);
        return state;
    }

    private void apply(RunStep step) {
        switch (step.kind()) {
            case MODEL -> model(Steps.read(step, ModelStep.class).reply());
            case TOOL -> tool(Steps.read(step, ToolStep.class));
            case PARKED -> parked(Steps.read(step, ParkedStep.class).key());
            case DECIDED -> decided(Steps.read(step, DecidedStep.class));
            case DONE, FAILED -> {}
        }
    }

    /** The model's answer: calls to be made, or an end. */
    synchronized void model(ChatReply reply) {
        turns++;
        usage = turns == 1 ? reply.usage() : usage.plus(reply.usage());
        if (!reply.wantsTools()) {
            answers.add(reply);
            return;
        }
        messages.add(ChatMessage.of(reply));
        for (int i = 0; i < reply.toolCalls().size(); i++) {
            var key = turns + "." + i;
            calls.put(key, new OpenCall(key, reply.toolCalls().get(i), false, null, null));
        }
    }

    synchronized void tool(ToolStep step) {
        var call = calls.computeIfPresent(step.key(), (key, open) -> open.with(step));
        if (call != null) {
            made.add(new MadeCall(call.call(), step.failed()));
        }
        toolCalls++;
        closeTurn();
    }

    synchronized void parked(String key) {
        calls.computeIfPresent(key, (same, call) -> call.asParked());
    }

    synchronized void decided(DecidedStep step) {
        calls.computeIfPresent(step.key(), (key, call) -> call.with(step.decision()));
    }

    /** When all calls of a turn have results, the model gets them in the order of the calls. */
    private void closeTurn() {
        if (calls.values().stream().allMatch(call -> call.result() != null)) {
            lastCalls = List.copyOf(calls.values());
            calls.values()
                    .forEach(call -> messages.add(
                            ChatMessage.toolResult(call.call(), call.result().text())));
            calls.clear();
        }
    }

    /** An answer that did not fit goes back to the model; the conversation does not keep that. */
    synchronized void correct(ChatReply answer, String correction) {
        corrections.add(ChatMessage.assistant(answer.text()));
        corrections.add(ChatMessage.user(correction));
    }

    /** What the model is asked next. */
    synchronized List<ChatMessage> prompt() {
        var all = new ArrayList<>(messages);
        all.addAll(corrections);
        return all;
    }

    synchronized List<OpenCall> openCalls() {
        return calls.values().stream().filter(call -> call.result() == null).toList();
    }

    /** The calls of the last turn, with their results; empty while one of them has none. */
    synchronized List<OpenCall> lastCalls() {
        return calls.isEmpty() ? lastCalls : List.of();
    }

    /** All calls of the run that have a result. */
    synchronized List<MadeCall> made() {
        return List.copyOf(made);
    }

    synchronized List<ChatMessage> messages() {
        return List.copyOf(messages);
    }

    /** The answers that ended a turn without calls: one, or two when the first did not fit. */
    synchronized List<ChatReply> answers() {
        return List.copyOf(answers);
    }

    synchronized Usage usage() {
        return usage;
    }

    synchronized int turns() {
        return turns;
    }

    synchronized int toolCalls() {
        return toolCalls;
    }

    record MadeCall(ToolCall call, boolean failed) {}

    /**
     * A call that has no result yet, or waits for the others of its turn.
     *
     * @param decision null until a person has decided
     * @param result null until it was made
     */
    record OpenCall(String key, ToolCall call, boolean parked, Decision decision, ToolStep result) {

        OpenCall asParked() {
            return new OpenCall(key, call, true, decision, result);
        }

        OpenCall with(Decision made) {
            return new OpenCall(key, call, parked, made, result);
        }

        OpenCall with(ToolStep step) {
            return new OpenCall(key, call, parked, decision, step);
        }

        boolean waits() {
            return parked && decision == null;
        }
    }
}
