package dev.serai.support.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a command or code came to.
 *
 * @param exitCode null where it came to no end
 * @param stdout with what went to stderr in between where the way of running keeps no difference
 * @param truncated whether there was more output than allowed
 * @param timedOut whether it was stopped because its time was over
 * @param charts what the code has drawn, as the sandbox describes it
 */
public record CommandResult(
        Integer exitCode,
        String stdout,
        String stderr,
        boolean truncated,
        boolean timedOut,
        List<Map<String, Object>> charts) {

    public CommandResult {
        charts = charts == null ? List.of() : List.copyOf(charts);
    }

    public boolean succeeded() {
        return exitCode != null && exitCode == 0;
    }

    public Map<String, Object> asMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("exitCode", exitCode);
        map.put("stdout", stdout);
        map.put("stderr", stderr);
        map.put("truncated", truncated);
        map.put("timedOut", timedOut);
        if (!charts.isEmpty()) {
            map.put("charts", charts);
        }
        return map;
    }

    /** What a reader, or a model, has to know of it. */
    public String asText() {
        var text = new StringBuilder(stdout);
        part(text, stderr);
        if (truncated) {
            part(text, "[the output was longer and is cut here]");
        }
        if (timedOut) {
            part(text, "[stopped: the time limit was over]");
        } else if (exitCode == null) {
            part(text, "[ended without an exit code]");
        } else if (exitCode != 0) {
            part(text, "[exit code " + exitCode + "]");
        }
        return text.toString();
    }

    private static void part(StringBuilder text, String more) {
        if (!more.isEmpty()) {
            if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
                text.append('\n');
            }
            text.append(more);
        }
    }
}
