package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a scripted model answers: what it says, how fast, and what goes wrong on the way. Every method returns a new
 * reply, so a reply can be shared between tests.
 */
public final class ScriptedReply {
    private static final Duration ENDLESS_PACE = Duration.ofMillis(1);

    /** What the model says. */
    record Words(List<String> thinking, List<String> text, List<ToolCall> calls, boolean endless) {
        Words with(List<String> newThinking, List<String> newText, List<ToolCall> newCalls) {
            return new Words(newThinking, newText, newCalls, endless);
        }
    }

    /** How tool calls travel: in a chunk of their own, and in how many pieces of arguments. */
    record CallStyle(boolean ownChunk, int fragments) {}

    /** What the reply says about itself; null means computed. */
    record Report(String doneReason, Integer promptTokens, Integer evalTokens, List<TokenLogprob> logprobs) {}

    private final Refusal refusal;
    private final Words words;
    private final CallStyle callStyle;
    private final Pacing pacing;
    private final Fault fault;
    private final Report report;

    private ScriptedReply(
            Refusal refusal, Words words, CallStyle callStyle, Pacing pacing, Fault fault, Report report) {
        this.refusal = refusal;
        this.words = words;
        this.callStyle = callStyle;
        this.pacing = pacing;
        this.fault = fault;
        this.report = report;
    }

    private static ScriptedReply saying(List<String> text, List<ToolCall> calls, boolean endless) {
        return new ScriptedReply(
                null,
                new Words(List.of(), text, calls, endless),
                new CallStyle(false, 1),
                endless ? new Pacing(Duration.ZERO, ENDLESS_PACE, 0) : Pacing.AT_ONCE,
                null,
                new Report(null, null, null, List.of()));
    }

    private static ScriptedReply refusing(Refusal refusal) {
        var nothing = saying(List.of(), List.of(), false);
        return new ScriptedReply(refusal, nothing.words, nothing.callStyle, nothing.pacing, null, nothing.report);
    }

    /** Says a text, split into tokens at its spaces. */
    public static ScriptedReply text(String text) {
        return saying(Tokens.split(text), List.of(), false);
    }

    /** Says a text in exactly these chunks. */
    public static ScriptedReply chunks(String... chunks) {
        return saying(List.of(chunks), List.of(), false);
    }

    /** Says nothing and stops. */
    public static ScriptedReply silence() {
        return saying(List.of(), List.of(), false);
    }

    /** Says these words again and again, until a limit in the request or the client ends it. */
    public static ScriptedReply endless(String words) {
        return saying(Tokens.split(words), List.of(), true);
    }

    public static ScriptedReply toolCall(String name, Map<String, ?> arguments) {
        return toolCalls(ToolCall.of(name, arguments));
    }

    public static ScriptedReply toolCalls(ToolCall... calls) {
        return saying(List.of(), List.of(calls), false);
    }

    /** Refuses with a status and an error text in the shape of the API that was asked. */
    public static ScriptedReply error(int status, String message) {
        return refusing(new Refusal(status, message, null, null, Map.of()));
    }

    /** Refuses with exactly this body, for example HTML from a proxy. */
    public static ScriptedReply body(int status, String contentType, String body) {
        return refusing(new Refusal(status, null, body, contentType, Map.of()));
    }

    /** The page of a proxy that lost its server. */
    public static ScriptedReply html(int status, String page) {
        return body(status, "text/html; charset=utf-8", page);
    }

    /** A full queue. */
    public static ScriptedReply busy() {
        return error(503, OllamaError.busy().getMessage());
    }

    /** A full queue that says when to come back. */
    public static ScriptedReply busy(Duration retryAfter) {
        return busy().withHeader("Retry-After", String.valueOf(retryAfter.toSeconds()));
    }

    /** Never answers and never closes. */
    public static ScriptedReply neverAnswers() {
        return silence().stallAfter(0);
    }

    /** Closes the connection before any byte of an answer. */
    public static ScriptedReply hangsUp() {
        return silence().cutAfter(0);
    }

    public ScriptedReply thinking(String thoughts) {
        return words(words.with(Tokens.split(thoughts), words.text(), words.calls()));
    }

    public ScriptedReply thinkingChunks(String... chunks) {
        return words(words.with(List.of(chunks), words.text(), words.calls()));
    }

    public ScriptedReply andCall(String name, Map<String, ?> arguments) {
        return andCall(ToolCall.of(name, arguments));
    }

    public ScriptedReply andCall(String name, JsonNode arguments) {
        return andCall(ToolCall.of(name, arguments));
    }

    public ScriptedReply andCall(ToolCall call) {
        var calls = new ArrayList<>(words.calls());
        calls.add(call);
        return words(words.with(words.thinking(), words.text(), List.copyOf(calls)));
    }

    /** Sends tool calls in a chunk before the last one, as some templates do. */
    public ScriptedReply callsInTheirOwnChunk() {
        return new ScriptedReply(refusal, words, new CallStyle(true, callStyle.fragments()), pacing, fault, report);
    }

    /** Sends each tool call's arguments in several pieces; this exists in OpenAI's format only. */
    public ScriptedReply argumentsInFragments(int pieces) {
        return new ScriptedReply(refusal, words, new CallStyle(true, pieces), pacing, fault, report);
    }

    public ScriptedReply firstTokenAfter(Duration delay) {
        return paced(new Pacing(delay, pacing.each(), pacing.bytesPerWrite()));
    }

    public ScriptedReply tokenEvery(Duration delay) {
        return paced(new Pacing(pacing.first(), delay, pacing.bytesPerWrite()));
    }

    /** Writes the stream in pieces of so many bytes, which cut lines and characters in the middle. */
    public ScriptedReply inWritesOf(int bytes) {
        return paced(new Pacing(pacing.first(), pacing.each(), bytes));
    }

    /** Goes silent after some tokens, with the connection open. */
    public ScriptedReply stallAfter(int tokens) {
        return failing(new Fault.Stall(tokens));
    }

    /** Closes the connection after some tokens. */
    public ScriptedReply cutAfter(int tokens) {
        return failing(new Fault.Cut(tokens));
    }

    /** Sends an error under status 200 after some tokens; without a stream this is a plain 500. */
    public ScriptedReply errorAfter(int tokens, String message) {
        return failing(new Fault.ErrorLine(tokens, message));
    }

    /** The runner's process dies after some tokens. */
    public ScriptedReply crashAfter(int tokens) {
        return errorAfter(tokens, "an error was encountered while running the model: unexpected EOF");
    }

    /** Sends half a JSON object after some tokens. */
    public ScriptedReply brokenJsonAfter(int tokens) {
        return failing(new Fault.BrokenJson(tokens));
    }

    public ScriptedReply doneReason(String reason) {
        return report(new Report(reason, report.promptTokens(), report.evalTokens(), report.logprobs()));
    }

    public ScriptedReply promptTokens(int count) {
        return report(new Report(report.doneReason(), count, report.evalTokens(), report.logprobs()));
    }

    public ScriptedReply evalTokens(int count) {
        return report(new Report(report.doneReason(), report.promptTokens(), count, report.logprobs()));
    }

    /** One entry per token, sent where the request asks for them. */
    public ScriptedReply logprobs(TokenLogprob... logprobs) {
        return report(new Report(report.doneReason(), report.promptTokens(), report.evalTokens(), List.of(logprobs)));
    }

    /** Adds a header to a refusal. */
    public ScriptedReply withHeader(String name, String value) {
        if (refusal == null) {
            throw new IllegalStateException("only an error or a body can have headers");
        }
        var headers = new TreeMap<>(refusal.headers());
        headers.put(name, value);
        return new ScriptedReply(
                new Refusal(refusal.status(), refusal.message(), refusal.body(), refusal.contentType(), headers),
                words,
                callStyle,
                pacing,
                fault,
                report);
    }

    Refusal refusal() {
        return refusal;
    }

    Words words() {
        return words;
    }

    CallStyle callStyle() {
        return callStyle;
    }

    Pacing pacing() {
        return pacing;
    }

    Fault fault() {
        return fault;
    }

    Report report() {
        return report;
    }

    private ScriptedReply words(Words value) {
        return new ScriptedReply(refusal, value, callStyle, pacing, fault, report);
    }

    private ScriptedReply paced(Pacing value) {
        return new ScriptedReply(refusal, words, callStyle, value, fault, report);
    }

    private ScriptedReply failing(Fault value) {
        return new ScriptedReply(refusal, words, callStyle, pacing, value, report);
    }

    private ScriptedReply report(Report value) {
        return new ScriptedReply(refusal, words, callStyle, pacing, fault, value);
    }
}
