package dev.serai.n8n.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The steps of Camel's YAML that imported routes are made of. */
public final class Step {

    private static final String FLOW = "dev.serai.n8n.flow.";

    private Step() {}

    public static Map<String, Object> of(Object... namesAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] != null) {
                map.put((String) namesAndValues[i], namesAndValues[i + 1]);
            }
        }
        return map;
    }

    public static Map<String, Object> to(String uri) {
        return of("to", of("uri", uri));
    }

    public static Map<String, Object> to(String id, String uri, Map<String, Object> parameters) {
        return of("to", of("id", id, "uri", uri, "parameters", parameters.isEmpty() ? null : parameters));
    }

    /** Calls a bean of dev.serai.n8n.flow. The call is made by the importer and never holds text of a workflow. */
    public static Map<String, Object> flow(String bean, String call) {
        return of("bean", of("beanType", FLOW + bean, "method", call));
    }

    public static Map<String, Object> setVariable(String name, String simple) {
        return of("setVariable", of("name", name, "simple", simple));
    }

    public static Map<String, Object> setBody(String simple) {
        return of("setBody", of("simple", simple));
    }

    public static Map<String, Object> setHeader(String name, String simple) {
        return of("setHeader", of("name", name, "simple", simple));
    }

    public static Map<String, Object> route(String id, String from, Map<String, Object> parameters, List<?> steps) {
        return of(
                "route",
                of(
                        "id",
                        id,
                        "from",
                        of(
                                "uri",
                                from,
                                "parameters",
                                parameters.isEmpty() ? null : parameters,
                                "steps",
                                steps.isEmpty() ? List.of(of("log", of("message", "Nothing follows."))) : steps)));
    }

    public static List<Object> list(Object... steps) {
        return new ArrayList<>(List.of(steps));
    }
}
