package dev.serai.daytona.process;

import dev.serai.daytona.client.LogChannel;
import dev.serai.daytona.client.LogReader;
import dev.serai.support.run.LinePump;
import java.util.concurrent.CompletionStage;

/** A log whose lines are handed on. */
record Pumped(LinePump pump) implements LogReader {

    @Override
    public void part(LogChannel channel, byte[] bytes) {
        pump.part(channel.wireName(), bytes);
    }

    @Override
    public void end() {
        pump.end();
    }

    @Override
    public void stop() {
        pump.stop();
    }

    @Override
    public CompletionStage<?> ready() {
        return pump.ready();
    }
}
