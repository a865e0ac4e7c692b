package dev.serai.n8n.convert;

import dev.serai.n8n.yaml.Step;
import dev.serai.support.json.Json;
import java.util.Set;

/** Nodes that are about the flow itself: answering, ending, calling others. */
final class FlowConverter implements Converter {

    private static final Set<String> ANSWERS =
            Set.of("firstIncomingItem", "allIncomingItems", "json", "text", "noData", "binary", "redirect");

    @Override
    public Conversion convert(Work work) {
        return switch (work.node().type()) {
            case "respondToWebhook" -> respond(work);
            case "stopAndError" -> stop(work);
            case "executeWorkflow" -> subWorkflow(work);
            case "html" -> html(work);
            case "htmlExtract" -> extract(work);
            default -> {
                // Notes for n8n's list of executions, and what the debug helper makes, change no items.
                work.ignores("dataToSave.values");
                Lists.of(work.node().at("dataToSave", "values")).forEach(Lists::of);
                yield work.items("record", Json.object());
            }
        };
    }

    private static Conversion respond(Work work) {
        var node = work.node();
        var mode = node.text("respondWith", "firstIncomingItem");
        if (!ANSWERS.contains(mode)) {
            return work.unsupported("answering with " + mode, "Set the body and the headers of the route by hand");
        }
        var params = new Params().add("body", node.at("responseBody")).add("url", node.at("redirectURL"));
        var status = node.at("options", "responseCode");
        params.add("status", status.isMissingNode() ? node.at("responseCode") : status)
                .add("key", node.at("options", "responseKey"));
        if (mode.equals("binary") && node.text("responseDataSource").equals("set")) {
            params.add("file", node.at("inputFieldName"));
        }
        work.ignores("inputFieldName", "responseDataSource", "options.enableStreaming");
        int i = 0;
        for (var header : node.at("options", "responseHeaders", "entries")) {
            params.add("headers.n" + i + ".name", header.path("name"))
                    .add("headers.n" + i + ".value", header.path("value"));
            i++;
        }
        return work.call(false, "answer", params, Step.list(Step.flow("Webhook", "respond(*, '" + mode + "')")));
    }

    private static Conversion stop(Work work) {
        var node = work.node();
        var what = node.text("errorType", "errorMessage").equals("errorObject") ? "errorObject" : "errorMessage";
        return work.call(
                false,
                "throwException",
                new Params().add("message", node.at(what)),
                Step.list(Step.flow("Flow", "stop(*)")));
    }

    private static Conversion subWorkflow(Work work) {
        var node = work.node();
        var source = node.text("source", "database");
        if (!source.equals("database")) {
            return work.unsupported("a workflow from " + source, "Import that workflow too and call it");
        }
        var target = work.called();
        boolean each = node.text("mode", "once").equals("each");
        boolean waits = node.at("options", "waitForSubWorkflow").asBoolean(true);
        var steps = new java.util.ArrayList<Object>();
        var inputs = node.at("workflowInputs", "value");
        if (!inputs.isEmpty()) {
            // Each item is given its own values, also where all are handed over at once.
            var options = Json.object().put("name", node.name() + " (inputs)").put("include", "none");
            inputs.fields()
                    .forEachRemaining(
                            input -> options.withObject("/fields").set(input.getKey(), Params.text(input.getValue())));
            steps.add(Step.of(
                    "to",
                    Step.of(
                            "uri",
                            "items:set",
                            "parameters",
                            Step.of("settings", work.project().keep(work.slug() + ".inputs", options)))));
        }
        if (waits) {
            steps.add(Step.of(
                    "to",
                    Step.of(
                            "uri",
                            "direct:" + target,
                            "parameters",
                            Step.of("block", false, "failIfNoConsumers", true))));
        } else {
            steps.add(Step.of("wireTap", Step.of("uri", "direct:" + target)));
            steps.add(Step.setBody("${variable.items}"));
        }
        var params = new Params();
        return work.call(each, "direct:", params, steps);
    }

    private static Conversion html(Work work) {
        var node = work.node();
        if (node.text("operation", "generateHtmlTemplate").equals("generateHtmlTemplate")) {
            var options = Json.object();
            var text = node.text("html");
            options.withObject("/fields").put("html", text.startsWith("=") || !text.contains("{{") ? text : "=" + text);
            return work.items("set", options);
        }
        if (!node.text("operation").equals("extractHtmlContent")) {
            return work.unsupported("the operation " + node.text("operation"), "Use items:code");
        }
        return extract(work);
    }

    private static Conversion extract(Work work) {
        var node = work.node();
        var options = Json.object();
        for (var one : node.at("extractionValues", "values")) {
            var what = one.path("returnValue").asText("text");
            var suffix = what.equals("attribute")
                    ? "@" + one.path("attribute").asText("")
                    : what.equals("text") ? "" : "@" + what;
            var key = one.path("key").asText("data");
            var skipped = one.path("skipSelectors").asText("");
            if (what.equals("text") && !skipped.isBlank()) {
                options.withObject("/without").put(key, skipped);
            }
            options.withObject("/extract")
                    .put(
                            key,
                            one.path("cssSelector").asText("")
                                    + suffix
                                    + (one.path("returnArray").asBoolean(false) ? "[]" : ""));
        }
        if (node.text("sourceData", "json").equals("binary")) {
            options.put("binary", node.text("dataPropertyName", "data"));
        } else {
            options.put("field", node.text("dataPropertyName", "data"));
        }
        options.put("clean", node.at("options", "cleanUpText").asBoolean(true));
        return work.items("htmlExtract", options);
    }
}
