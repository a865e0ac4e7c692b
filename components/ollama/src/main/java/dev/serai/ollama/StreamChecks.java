package dev.serai.ollama;

import dev.serai.ollama.client.ChatCall;
import dev.serai.support.chat.ChatDelta;
import dev.serai.support.chat.ChatStream;
import dev.serai.support.chat.DeltaDecoder;
import java.util.List;
import org.apache.camel.Message;

/** Looks at the whole answer when a stream comes to its end; what is wrong with it ends the stream with an error. */
record StreamChecks(ChatCall call, Formats formats, CutPrompts cutPrompts, Message message)
        implements DeltaDecoder<ChatDelta> {

    ChatStream over(ChatStream stream) {
        return ChatStream.of(stream, this, stream::close);
    }

    @Override
    public List<ChatDelta> next(ChatDelta delta) {
        if (delta instanceof ChatDelta.Done done) {
            cutPrompts.report(call, done.reply(), message);
            var violations = formats.violations(done.reply());
            if (!violations.isEmpty()) {
                throw formats.mismatch(done.reply(), violations);
            }
        }
        return List.of(delta);
    }

    @Override
    public List<ChatDelta> end() {
        return List.of();
    }

    @Override
    public Throwable failed(Throwable cause) {
        return cause;
    }
}
