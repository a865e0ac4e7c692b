package dev.serai.offline.ollama;

import java.util.List;
import java.util.function.Predicate;

/** A condition and the replies it gives, one after the other; the last one is repeated. */
final class Rule {
    private final Predicate<ModelCall> condition;
    private final boolean namesApi;
    private final List<ScriptedReply> replies;
    private final int times;
    private int used;

    Rule(Predicate<ModelCall> condition, boolean namesApi, int times, List<ScriptedReply> replies) {
        this.condition = condition;
        this.namesApi = namesApi;
        this.times = times;
        this.replies = replies;
    }

    boolean matches(ModelCall call) {
        return used < times && (namesApi || !call.api().namedOnly()) && condition.test(call);
    }

    ScriptedReply next() {
        var reply = replies.get(Math.min(used, replies.size() - 1));
        used++;
        return reply;
    }
}
