package dev.serai.ollama.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.support.chat.ChatDelta;
import dev.serai.support.chat.ChatStream;
import dev.serai.support.chat.ToolCall;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A recorded answer of a model, the call that belongs to it, and what the client must give back.
 *
 * @param whole asks for the answer at once
 * @param stream asks for it piece by piece
 */
record ChatScenario(
        Replay replay,
        String model,
        Function<ModelServer, CompletableFuture<Answer>> whole,
        Function<ModelServer, CompletableFuture<ChatStream>> stream,
        ExpectedReply expected) {

    static ChatScenario chat(Replay replay, ChatCall call, ExpectedReply expected) {
        return new ChatScenario(
                replay, call.model(), server -> server.chat(call), server -> server.stream(call), expected);
    }

    static ChatScenario generate(Replay replay, GenerateCall call, ExpectedReply expected) {
        return new ChatScenario(
                replay, call.model(), server -> server.generate(call), server -> server.stream(call), expected);
    }

    /** The name that the server gives the model in its answer, if that is another. */
    ChatScenario answeredAs(String name) {
        return new ChatScenario(replay, name, whole, stream, expected);
    }

    /** Plays the recording to a client and checks what comes out. */
    void check(Chunks chunks, Function<Transport, ModelServer> client) throws Exception {
        if (Recording.read(replay.recording()).isStream()) {
            var deltas = replay.answer(
                    chunks, transport -> stream.apply(client.apply(transport)).thenCompose(Replay::deltas));
            checkDeltas(deltas);
        } else {
            var answer = replay.answer(chunks, transport -> whole.apply(client.apply(transport)));
            expected.check(model, answer.reply());
        }
    }

    private void checkDeltas(List<ChatDelta> deltas) {
        assertThat(deltas).last().isInstanceOf(ChatDelta.Done.class);
        assertThat(deltas).filteredOn(ChatDelta.Done.class::isInstance).hasSize(1);
        var reply = ((ChatDelta.Done) deltas.get(deltas.size() - 1)).reply();
        expected.check(model, reply);
        assertThat(deltas.stream().map(ChatDelta::text).collect(Collectors.joining()))
                .isEqualTo(reply.text());
        assertThat(thinking(deltas)).isEqualTo(reply.thinking() == null ? "" : reply.thinking());
        assertThat(calls(deltas)).isEqualTo(reply.toolCalls());
    }

    private static String thinking(List<ChatDelta> deltas) {
        return deltas.stream()
                .filter(ChatDelta.Thinking.class::isInstance)
                .map(delta -> ((ChatDelta.Thinking) delta).thinking())
                .collect(Collectors.joining());
    }

    private static List<ToolCall> calls(List<ChatDelta> deltas) {
        return deltas.stream()
                .filter(ChatDelta.Call.class::isInstance)
                .map(delta -> ((ChatDelta.Call) delta).call())
                .toList();
    }

    @Override
    public String toString() {
        return replay.recording();
    }
}
