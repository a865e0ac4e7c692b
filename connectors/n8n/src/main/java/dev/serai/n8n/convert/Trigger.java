package dev.serai.n8n.convert;

import java.util.List;
import java.util.Map;

/**
 * How a flow begins.
 *
 * @param before steps that make the first item of the message
 * @param after steps at the end, such as those that give the reply
 * @param beside how the flow runs
 * @param mode what the answer is made of where it leaves before the flow has ended
 */
public record Trigger(
        String uri,
        Map<String, Object> parameters,
        List<Object> before,
        List<Object> after,
        Beside beside,
        String mode,
        String became) {

    Trigger(
            String uri,
            Map<String, Object> parameters,
            List<Object> before,
            List<Object> after,
            Beside beside,
            String became) {
        this(uri, parameters, before, after, beside, "node", became);
    }

    /** Whether the flow is part of the route, or runs beside it: from the start, or from the moment that it has answered. */
    public enum Beside {
        NO,
        AT_ONCE,
        AFTER_ANSWER
    }
}
