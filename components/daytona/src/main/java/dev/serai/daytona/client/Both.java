package dev.serai.daytona.client;

import java.util.concurrent.CompletionStage;

/**
 * Two that hear the same.
 *
 * @param kept takes all at once
 * @param told is waited for
 */
public record Both(OutputCollector kept, LogReader told) implements LogReader {

    @Override
    public void part(LogChannel channel, byte[] bytes) {
        kept.part(channel, bytes);
        told.part(channel, bytes);
    }

    @Override
    public void end() {
        told.end();
    }

    @Override
    public void stop() {
        told.stop();
    }

    @Override
    public CompletionStage<?> ready() {
        return told.ready();
    }
}
