package dev.serai.openai.model;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Names of models that are allowed: patterns in which an asterisk stands for anything. What an exclamation mark stands
 * before is denied, whatever its tag.
 */
final class Names {

    private static final String LATEST = ":latest";

    private final List<Pattern> allowed;
    private final List<Pattern> denied;

    Names(String patterns) {
        var entries = Arrays.stream(patterns.split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
        allowed = entries.stream()
                .filter(entry -> !entry.startsWith("!"))
                .map(Names::pattern)
                .toList();
        denied = entries.stream()
                .filter(entry -> entry.startsWith("!"))
                .map(entry -> pattern(entry.substring(1)))
                .toList();
    }

    private static Pattern pattern(String entry) {
        return Pattern.compile(Arrays.stream(entry.split("\\*", -1))
                .map(Pattern::quote)
                .reduce((a, b) -> a + ".*" + b)
                .orElse(""));
    }

    boolean allow(String name) {
        var hasTag = name.lastIndexOf(':') > name.lastIndexOf('/');
        var whole = hasTag ? name : name + LATEST;
        var bare = whole.substring(0, whole.lastIndexOf(':'));
        boolean named = matches(allowed, whole) || whole.endsWith(LATEST) && matches(allowed, bare);
        return named && !matches(denied, whole) && !matches(denied, bare);
    }

    private static boolean matches(List<Pattern> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
    }
}
