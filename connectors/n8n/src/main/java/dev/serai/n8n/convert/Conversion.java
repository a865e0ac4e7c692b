package dev.serai.n8n.convert;

import java.util.List;
import java.util.Map;

/**
 * What a node has become.
 *
 * @param steps steps of Camel; the last one is a {@code to} where there are several outputs
 * @param outputs the names of the outputs for the option {@code output.<name>}, empty where there is only one
 * @param became a word for the report
 */
public record Conversion(List<Object> steps, List<String> outputs, String became) {

    static Conversion of(String became, Object... steps) {
        return new Conversion(List.of(steps), List.of(), became);
    }

    /** The parameters of the last step, to which the flow adds where outputs go. */
    @SuppressWarnings("unchecked")
    public Map<String, Object> lastParameters() {
        var step = (Map<String, Object>) steps.get(steps.size() - 1);
        var to = (Map<String, Object>) step.get("to");
        return (Map<String, Object>) to.get("parameters");
    }
}
