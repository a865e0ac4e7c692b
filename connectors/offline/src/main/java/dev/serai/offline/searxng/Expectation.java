package dev.serai.offline.searxng;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A rule in the making: conditions are joined by "and", and a reply completes it. */
public final class Expectation {
    private final Script script;
    private Predicate<SearchCall> condition = call -> true;
    private boolean namesPage;
    private int times = Integer.MAX_VALUE;

    Expectation(Script script) {
        this.script = script;
    }

    /** The question contains a text, in the same case. */
    public Expectation contains(String text) {
        return where(call -> call.text().contains(text));
    }

    /** A part of the question matches a regular expression. */
    public Expectation matches(String regex) {
        var pattern = Pattern.compile(regex);
        return where(call -> pattern.matcher(call.text()).find());
    }

    /** The page that is asked for; without it, the results are cut into pages of ten. */
    public Expectation page(int number) {
        namesPage = true;
        return where(call -> call.page() == number);
    }

    public Expectation language(String code) {
        return where(call -> call.language().equals(code));
    }

    public Expectation timeRange(String range) {
        return where(call -> range.equals(call.timeRange()));
    }

    /** The engine is one of those that are asked. */
    public Expectation engine(String name) {
        return where(call -> call.engines().contains(name));
    }

    public Expectation where(Predicate<SearchCall> another) {
        condition = condition.and(another);
        return this;
    }

    /** The rule applies to this many requests, then later rules get their chance. */
    public Expectation times(int count) {
        times = count;
        return this;
    }

    public void reply(Result... results) {
        reply(ScriptedAnswer.results(results));
    }

    /** Answers with these, one request after the other; the last one is repeated. */
    public void reply(ScriptedAnswer... answers) {
        if (answers.length == 0) {
            throw new IllegalArgumentException("a rule needs an answer");
        }
        script.add(new Rule(condition, namesPage, times, List.of(answers)));
    }
}
