package dev.serai.modal.sandbox;

import dev.serai.modal.client.sandbox.ExecResult;
import dev.serai.support.run.CommandResult;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a route gets to know of a command that has ended. */
final class Outcome {

    private static final int WHOLE_CHARACTER = 4;

    private Outcome() {}

    /** Both outputs share the limit; of it, a quarter is kept for what went wrong. */
    static CommandResult of(ExecResult done, int most) {
        var out = done.stdout().bytes();
        var err = done.stderr().bytes();
        var keptErr = Math.min(err.length, Math.max(most / 4, most - out.length));
        var keptOut = Math.min(out.length, most - keptErr);
        var cut = done.stdout().isCut() || done.stderr().isCut() || keptErr < err.length || keptOut < out.length;
        return new CommandResult(
                done.exitCode(), text(out, keptOut, cut), text(err, keptErr, cut), cut, done.timedOut(), List.of());
    }

    /** A character that the limit has cut in two is left out. */
    private static String text(byte[] bytes, int length, boolean cut) {
        for (int less = 0; cut && less < WHOLE_CHARACTER && less <= length; less++) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes, 0, length - less))
                        .toString();
            } catch (CharacterCodingException e) {
                // one byte less may end with a whole character
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** Its last line says mostly what went wrong. */
    static String lastLine(CommandResult result) {
        var text = (result.stderr().isBlank() ? result.stdout() : result.stderr()).strip();
        var line = text.substring(text.lastIndexOf('\n') + 1);
        return line.isEmpty() ? "" : ": " + (line.length() > 200 ? line.substring(0, 200) + "..." : line);
    }
}
