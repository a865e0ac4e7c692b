package dev.serai.n8n.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.n8n.workflow.Node;
import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.Map;

/** Markdown, both ways. */
final class MarkdownConverter implements Converter {

    private static final Map<String, String> OF_HTML = Map.of(
            "tables", "tables",
            "strikethrough", "strikethrough",
            "tasklists", "taskLists",
            "simplifiedAutoLink", "autolinks",
            "simpleLineBreaks", "breaks",
            "openLinksInNewWindow", "newWindow",
            "completeHTMLDocument", "page",
            "tablesHeaderId", "tableIds");

    private static final Map<String, String> MARKS = Map.of(
            "bulletMarker", "bullet",
            "emDelimiter", "emphasis",
            "strongDelimiter", "strong",
            "codeFence", "fence");

    @Override
    public Conversion convert(Work work) {
        var node = work.node();
        var options = Json.object().put("into", node.text("destinationKey", "data"));
        return node.text("mode", "htmlToMarkdown").equals("markdownToHtml")
                ? work.items("markdownToHtml", html(work, options))
                : work.items("htmlToMarkdown", markdown(work, options));
    }

    private static ObjectNode html(Work work, ObjectNode options) {
        var node = work.node();
        options.set("value", Params.text(node.at("markdown")));
        var features = new ArrayList<String>();
        OF_HTML.forEach((theirs, ours) -> {
            if (on(node, theirs)) {
                features.add(ours);
            }
        });
        options.put("features", String.join(",", features.stream().sorted().toList()));
        options.put(
                "headingIds", on(node, "noHeaderId") ? "none" : on(node, "ghCompatibleHeaderId") ? "github" : "plain");
        var prefix = node.at("options", "prefixHeaderId");
        if (prefix.isTextual()) {
            options.put("headingPrefix", prefix.asText());
        }
        var level = node.at("options", "headerLevelStart");
        if (level.isInt() && level.asInt() > 1) {
            options.put("headingLevel", Math.min(6, level.asInt()));
        }
        // These are as the language has them since then, and mails are no secrets of a page.
        work.ignores(
                "options.requireSpaceBeforeHeadingText",
                "options.literalMidWordUnderscores",
                "options.smartIndentationFix",
                "options.disableForced4SpacesIndentedSublists",
                "options.splitAdjacentBlockquotes",
                "options.backslashEscapesHTMLTags",
                "options.excludeTrailingPunctuationFromURLs",
                "options.encodeEmails");
        return options;
    }

    private static ObjectNode markdown(Work work, ObjectNode options) {
        var node = work.node();
        options.set("value", Params.text(node.at("html")));
        MARKS.forEach((theirs, ours) -> mark(node.at("options", theirs), ours, options));
        var features = new ArrayList<String>();
        if (on(node, "useLinkReferenceDefinitions")) {
            features.add("references");
        }
        if (on(node, "keepDataImages")) {
            features.add("dataImages");
        }
        if (node.at("options", "codeBlockStyle").asText("").equals("indented")) {
            features.add("indentedCode");
        }
        options.put("features", String.join(",", features));
        var skipped = node.at("options", "ignore").asText("");
        if (!skipped.isBlank()) {
            options.put("skip", skipped);
        }
        return options;
    }

    private static void mark(JsonNode given, String mark, ObjectNode options) {
        if (!given.asText("").isEmpty()) {
            options.withObject("/marks").put(mark, given.asText());
        }
    }

    private static boolean on(Node node, String option) {
        return node.at("options", option).asBoolean(false);
    }
}
