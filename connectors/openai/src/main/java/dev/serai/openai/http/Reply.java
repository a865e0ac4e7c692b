package dev.serai.openai.http;

import java.util.Map;

/** The way back to a client, as an HTTP server gives it. Either one whole response, or a stream of events. */
public interface Reply {

    void plain(Plain answer);

    void begin(Map<String, String> headers);

    /** @param written runs when the event is on its way, so that a slow client slows the model down */
    void event(String text, Runnable written);

    void end(String text);
}
