package dev.serai.support.camel;

import dev.serai.support.chat.ChatStream;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** Stops what writes a stream when its exchange has failed, or has dropped the stream without reading it. */
public final class CloseUnread extends SynchronizationAdapter {

    private final ChatStream stream;

    public CloseUnread(ChatStream stream) {
        this.stream = stream;
    }

    @Override
    public void onFailure(Exchange exchange) {
        stream.close();
    }

    @Override
    public void onComplete(Exchange exchange) {
        // A stream that is still the body is read by whoever called the route.
        if (exchange.getMessage().getBody() != stream && !stream.isTaken()) {
            stream.close();
        }
    }
}
