package dev.serai.architecture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Compares the error codes in the code with ERRORS.md, where a heading or a table's row opens with the code. */
final class ErrorDocuments {

    private static final Pattern ENTRY = Pattern.compile("(?m)^(?:#+\\s+|\\|\\s*)`?([A-Z][A-Z0-9]*-\\d+)\\b");

    private ErrorDocuments() {}

    /**
     * What is wrong between codes and documents.
     *
     * @param codes the identifiers of each component
     * @param documents the text of each component's ERRORS.md
     */
    static List<String> problems(Map<String, List<String>> codes, Map<String, String> documents) {
        var problems = new ArrayList<String>();
        var owners = new LinkedHashMap<String, String>();
        codes.forEach((component, ids) -> {
            var entries = ENTRY.matcher(documents.getOrDefault(component, ""))
                    .results()
                    .map(entry -> entry.group(1))
                    .toList();
            for (var id : ids) {
                var other = owners.putIfAbsent(id, component);
                if (other != null) {
                    problems.add(id + " is used twice: " + other + ", " + component);
                }
                var times = entries.stream().filter(id::equals).count();
                if (times != 1) {
                    problems.add(id + " stands " + times + " times in " + component + "/ERRORS.md");
                }
            }
            entries.stream()
                    .filter(id -> !ids.contains(id))
                    .forEach(id -> problems.add(id + " in " + component + "/ERRORS.md is no code"));
        });
        return problems;
    }
}
