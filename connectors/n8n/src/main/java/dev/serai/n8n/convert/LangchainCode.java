package dev.serai.n8n.convert;

import dev.serai.n8n.yaml.Step;
import java.util.LinkedHashMap;
import java.util.regex.Pattern;

/** Code that uses LangChain. Known is what clears a document's old vectors by its metadata; other code reaches nothing here. */
final class LangchainCode implements Converter {

    private static final Pattern DELETE = Pattern.compile("\\.delete\\(\\s*[\"'`]([A-Za-z0-9_-]{1,60})[\"'`]");
    private static final Pattern KEY = Pattern.compile("[\"'`]metadata\\.([A-Za-z0-9_]{1,60})[\"'`]");
    private static final Pattern FIELD = Pattern.compile("\\.json\\.([A-Za-z_][A-Za-z0-9_]{0,60})");

    @Override
    public Conversion convert(Work work) {
        var code = work.node().at("code", "execute", "code").asText("");
        var delete = DELETE.matcher(code);
        var key = KEY.matcher(code);
        var field = FIELD.matcher(code);
        if (!delete.find() || !key.find() || !field.find()) {
            return work.unsupported(
                    "code that uses LangChain", "Write what it does as steps; code reaches no library here");
        }
        var params = new Params().add("metadata." + key.group(1), "={{ $json." + field.group(1) + " }}");
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("operation", "delete");
        VectorConverter.place(work, delete.group(1), parameters);
        // What is wired says which inputs and outputs there are.
        Lists.of(work.node().at("inputs", "input")).forEach(Lists::of);
        Lists.of(work.node().at("outputs", "output")).forEach(Lists::of);
        work.differs(
                "the code was read as: delete the vectors whose metadata have this " + key.group(1), "Check the step.");
        return work.call(
                true,
                "vector:",
                params,
                Step.list(
                        Step.flow("Flow", "chosen(*)"),
                        Step.of("to", Step.of("uri", "vector:" + delete.group(1), "parameters", parameters)),
                        Step.setBody("${variable.p[metadata]}")));
    }
}
