package dev.serai.daytona.client;

import dev.serai.support.run.CommandResult;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What code in an interpreter came to.
 *
 * @param errorName such as ZeroDivisionError; null where the code ended well
 */
public record InterpreterResult(
        String stdout,
        String stderr,
        boolean truncated,
        boolean timedOut,
        String errorName,
        String errorValue,
        String traceback) {

    public boolean succeeded() {
        return errorName == null && !timedOut;
    }

    /** The same as of a command; an exception of the code counts as the exit code 1. */
    public CommandResult asCommand() {
        var told = errorName == null ? stderr : stderr + traceback;
        return new CommandResult(timedOut ? null : errorName == null ? 0 : 1, stdout, told, truncated, timedOut, null);
    }

    public Map<String, Object> asMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("stdout", stdout);
        map.put("stderr", stderr);
        map.put("truncated", truncated);
        map.put("timedOut", timedOut);
        if (errorName != null) {
            map.put("error", Map.of("name", errorName, "value", errorValue, "traceback", traceback));
        }
        return map;
    }
}
