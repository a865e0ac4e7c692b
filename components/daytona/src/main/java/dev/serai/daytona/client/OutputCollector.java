package dev.serai.daytona.client;

import dev.serai.support.run.CommandResult;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/** Keeps what a process writes up to a limit, which both channels share. */
public final class OutputCollector implements LogReader {

    private final Map<LogChannel, ByteArrayOutputStream> kept = new EnumMap<>(LogChannel.class);
    private long left;
    private boolean truncated;

    public OutputCollector(long most) {
        left = most;
        for (var channel : LogChannel.values()) {
            kept.put(channel, new ByteArrayOutputStream());
        }
    }

    @Override
    public synchronized void part(LogChannel channel, byte[] bytes) {
        int fitting = (int) Math.min(left, bytes.length);
        kept.get(channel).write(bytes, 0, fitting);
        left -= fitting;
        truncated |= fitting < bytes.length;
    }

    public synchronized CommandResult result(Integer exitCode, boolean timedOut) {
        return new CommandResult(exitCode, text(LogChannel.STDOUT), text(LogChannel.STDERR), truncated, timedOut, null);
    }

    private String text(LogChannel channel) {
        var bytes = kept.get(channel).toByteArray();
        return truncated ? cut(bytes) : new String(bytes, StandardCharsets.UTF_8);
    }

    /** A character that the limit has cut in two is left out. */
    private static String cut(byte[] bytes) {
        for (int less = 0; less < 4 && less <= bytes.length; less++) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(bytes, 0, bytes.length - less))
                        .toString();
            } catch (CharacterCodingException e) {
                // one byte less may end with a whole character
            }
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** A text that came as a whole, cut to so many bytes. */
    static CommandResult whole(Integer exitCode, String output, long most) {
        var collector = new OutputCollector(most);
        collector.part(LogChannel.STDOUT, output.getBytes(StandardCharsets.UTF_8));
        return collector.result(exitCode, false);
    }
}
