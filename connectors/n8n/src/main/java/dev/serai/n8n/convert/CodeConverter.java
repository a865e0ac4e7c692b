package dev.serai.n8n.convert;

import dev.serai.support.json.Json;
import java.util.regex.Pattern;

/** Code, and its forerunners Function and Function Item. */
final class CodeConverter implements Converter {

    private static final Pattern ELSEWHERE = Pattern.compile(
            "\\b(require\\s*\\(|this\\.helpers|fetch\\s*\\(|\\$getWorkflowStaticData|getWorkflowStaticData|Buffer\\b|setTimeout)");

    @Override
    public Conversion convert(Work work) {
        var node = work.node();
        var language = node.text("language", "javaScript");
        if (!language.equals("javaScript")) {
            return work.unsupported("the code is " + language, "Write it as JavaScript, or as a Camel bean");
        }
        var code = node.text(node.type().startsWith("function") ? "functionCode" : "jsCode");
        var found = ELSEWHERE.matcher(code);
        if (found.find()) {
            work.differs(
                    "the code uses " + found.group().replaceAll("[^A-Za-z.$]", "")
                            + ", which the sandbox does not have",
                    "Do that part in a step of its own.");
        }
        boolean each =
                node.text("mode").equals("runOnceForEachItem") || node.type().equals("functionItem");
        // The forerunners have items and item as variables, and no $input.
        var before = node.type().equals("function")
                ? "const items = $input.all();\n"
                : node.type().equals("functionItem") ? "const item = $input.item.json;\n" : "";
        return work.items("code", Json.object().put("code", before + code).put("mode", each ? "each" : "all"));
    }
}
