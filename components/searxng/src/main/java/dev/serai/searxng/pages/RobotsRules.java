package dev.serai.searxng.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a robots.txt says to one reader: the longest pattern that fits decides, and allow wins a draw. */
final class RobotsRules {

    static final RobotsRules NONE = new RobotsRules(List.of());

    private static final int MOST_RULES = 1000;
    private static final int LONGEST = 256;

    private record Rule(String pattern, boolean allow) {}

    private final List<Rule> rules;

    private RobotsRules(List<Rule> rules) {
        this.rules = rules;
    }

    static RobotsRules parse(String text, String product) {
        var own = new ArrayList<Rule>();
        var others = new ArrayList<Rule>();
        var named = false;
        var forOwn = false;
        var forOthers = false;
        var inAgents = false;
        for (var line : text.split("[\r\n]+")) {
            var hash = line.indexOf('#');
            var pair = (hash < 0 ? line : line.substring(0, hash))
                    .replace("\ufeff", "")
                    .split(":", 2);
            var key = pair[0].strip().toLowerCase(Locale.ROOT);
            var value = pair.length < 2 ? "" : pair[1].strip();
            if (key.equals("user-agent")) {
                if (!inAgents) {
                    forOwn = false;
                    forOthers = false;
                    inAgents = true;
                }
                forOwn |= value.replaceAll("[^A-Za-z_-].*", "").equalsIgnoreCase(product);
                forOthers |= value.startsWith("*");
                named |= forOwn;
            } else if (key.equals("allow") || key.equals("disallow")) {
                inAgents = false;
                var rule = new Rule(value.substring(0, Math.min(LONGEST, value.length())), key.equals("allow"));
                if (forOwn && own.size() < MOST_RULES && !value.isEmpty()) {
                    own.add(rule);
                }
                if (forOthers && others.size() < MOST_RULES && !value.isEmpty()) {
                    others.add(rule);
                }
            }
        }
        return new RobotsRules(named ? own : others);
    }

    /** @param path with its query, as it is sent */
    boolean allow(String path) {
        Rule best = null;
        for (var rule : rules) {
            var longer = best == null
                    || rule.pattern().length() > best.pattern().length()
                    || rule.pattern().length() == best.pattern().length() && rule.allow();
            if (longer && fits(rule.pattern(), path)) {
                best = rule;
            }
        }
        return best == null || best.allow();
    }

    /** A star stands for anything; a dollar at the end for the end, else what follows doesn't matter. */
    static boolean fits(String pattern, String path) {
        var exact = pattern.endsWith("$");
        var glob = exact ? pattern.substring(0, pattern.length() - 1) : pattern + "*";
        var at = 0;
        var to = 0;
        var star = -1;
        var from = 0;
        while (at < path.length()) {
            if (to < glob.length() && glob.charAt(to) == '*') {
                star = to++;
                from = at;
                if (to == glob.length()) {
                    return true;
                }
            } else if (to < glob.length() && glob.charAt(to) == path.charAt(at)) {
                to++;
                at++;
            } else if (star >= 0) {
                to = star + 1;
                at = ++from;
            } else {
                return false;
            }
        }
        while (to < glob.length() && glob.charAt(to) == '*') {
            to++;
        }
        return to == glob.length();
    }
}
