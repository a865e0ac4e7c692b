package dev.serai.offline.ollama;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules of a scripted server, read from top to bottom: the first that matches decides. */
public final class Script {
    private final List<Rule> rules = new ArrayList<>();
    private ScriptedReply otherwise;

    /** Starts a rule. */
    public Expectation when() {
        return new Expectation(this);
    }

    /** Answers every call that no earlier rule takes. */
    public void always(ScriptedReply... replies) {
        when().reply(replies);
    }

    /** Answers what no rule takes, however late the rules are added. */
    public synchronized void otherwise(ScriptedReply reply) {
        otherwise = reply;
    }

    /** Forgets all rules. */
    public synchronized void clear() {
        rules.clear();
        otherwise = null;
    }

    synchronized void add(Rule rule) {
        rules.add(rule);
    }

    synchronized Optional<ScriptedReply> find(ModelCall call) {
        for (var rule : rules) {
            if (rule.matches(call)) {
                return Optional.of(rule.next());
            }
        }
        return call.api().namedOnly() ? Optional.empty() : Optional.ofNullable(otherwise);
    }
}
