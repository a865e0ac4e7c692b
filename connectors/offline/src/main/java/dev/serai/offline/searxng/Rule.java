package dev.serai.offline.searxng;

import java.util.List;
import java.util.function.Predicate;

/** A condition and the answers it gives, one after the other; the last one is repeated. */
final class Rule {
    private final Predicate<SearchCall> condition;
    private final boolean namesPage;
    private final int times;
    private final List<ScriptedAnswer> answers;
    private int used;

    Rule(Predicate<SearchCall> condition, boolean namesPage, int times, List<ScriptedAnswer> answers) {
        this.condition = condition;
        this.namesPage = namesPage;
        this.times = times;
        this.answers = answers;
    }

    boolean matches(SearchCall call) {
        return used < times && condition.test(call);
    }

    ScriptedAnswer next() {
        var answer = answers.get(Math.min(used, answers.size() - 1));
        used++;
        return answer;
    }

    /** True where the answer is one page and must not be cut into pages. */
    boolean namesPage() {
        return namesPage;
    }
}
