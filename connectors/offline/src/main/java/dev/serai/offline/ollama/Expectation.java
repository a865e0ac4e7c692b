package dev.serai.offline.ollama;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A rule in the making: conditions are joined by "and", and a reply completes it. */
public final class Expectation {
    private final Script script;
    private Predicate<ModelCall> condition = call -> true;
    private boolean namesApi;
    private int times = Integer.MAX_VALUE;

    Expectation(Script script) {
        this.script = script;
    }

    /** The model's name; without a tag it means the tag "latest". */
    public Expectation model(String name) {
        var key = ModelName.of(name).key();
        return where(call -> ModelName.of(call.model()).key().equals(key));
    }

    /** The last message contains a text, in the same case. */
    public Expectation contains(String text) {
        return where(call -> call.lastContent().contains(text));
    }

    /** A part of the last message matches a regular expression. */
    public Expectation matches(String regex) {
        var pattern = Pattern.compile(regex);
        return where(call -> pattern.matcher(call.lastContent()).find());
    }

    public Expectation lastRole(String role) {
        return where(call -> call.lastRole().equals(role));
    }

    /** The caller offers a tool of this name. */
    public Expectation offering(String tool) {
        return where(call -> call.tools().contains(tool));
    }

    /** 1 is the first question of a conversation, 2 the one after the model's first answer. */
    public Expectation turn(int number) {
        return where(call -> call.turn() == number);
    }

    public Expectation through(Api api) {
        namesApi = true;
        return where(call -> call.api() == api);
    }

    public Expectation where(Predicate<ModelCall> another) {
        condition = condition.and(another);
        return this;
    }

    /** The rule applies this often, then later rules get their chance. */
    public Expectation times(int count) {
        times = count;
        return this;
    }

    /** Answers with these replies, one call after the other; the last one is repeated. */
    public void reply(ScriptedReply... replies) {
        if (replies.length == 0) {
            throw new IllegalArgumentException("a rule needs a reply");
        }
        script.add(new Rule(condition, namesApi, times, List.of(replies)));
    }
}
