package dev.serai.offline.searxng;

import java.util.ArrayList;
import java.util.List;

/** The rules, read from top to bottom: the first that matches decides. */
final class Script {
    private static final int PAGE_SIZE = 10;

    /** What a rule has found for one page. */
    record Found(ScriptedAnswer answer, List<Result> results, boolean extras) {}

    private final List<Rule> rules = new ArrayList<>();

    synchronized void add(Rule rule) {
        rules.add(rule);
    }

    synchronized void clear() {
        rules.clear();
    }

    /** Nothing is found where no rule matches. */
    synchronized Found find(SearchCall call) {
        for (var rule : rules) {
            if (rule.matches(call)) {
                var answer = rule.next();
                return rule.namesPage()
                        ? new Found(answer, answer.results, true)
                        : new Found(answer, page(answer.results, call.page()), call.page() == 1);
            }
        }
        return new Found(ScriptedAnswer.results(), List.of(), true);
    }

    private static List<Result> page(List<Result> all, int number) {
        var from = Math.min((long) all.size(), (number - 1L) * PAGE_SIZE);
        return all.subList((int) from, (int) Math.min(all.size(), from + PAGE_SIZE));
    }
}
