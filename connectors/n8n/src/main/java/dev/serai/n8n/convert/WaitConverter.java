package dev.serai.n8n.convert;

import dev.serai.n8n.workflow.Node;
import dev.serai.n8n.yaml.Step;
import dev.serai.support.json.Json;
import java.util.Map;

/** Nodes at which a flow waits: for a time, a request, or a person who fills in a page. */
final class WaitConverter implements Converter {

    /** Up to here who waits for an answer of the flow waits for its end. */
    static final long SHORT = 65_000;

    private static final Map<String, Long> UNITS =
            Map.of("seconds", 1_000L, "minutes", 60_000L, "hours", 3_600_000L, "days", 86_400_000L);

    @Override
    public Conversion convert(Work work) {
        var node = work.node();
        if (node.type().equals("form")) {
            return node.text("operation", "page").equals("completion") ? completion(work) : page(work, true);
        }
        return switch (node.text("resume", "timeInterval")) {
            case "timeInterval" -> interval(work);
            case "specificTime" ->
                wait(work, zoned(work, Waits.begin(work)).add("until", node.at("dateTime")), "time(*)", "a time");
            case "webhook" -> webhook(work);
            case "form" -> page(work, false);
            default ->
                work.unsupported(
                        "waiting for " + node.text("resume"),
                        "Use people: for a person's answer, or a route of its own");
        };
    }

    /** The first version waited an hour by default. */
    private static boolean isFirst(Node node) {
        return node.version() < 1.1;
    }

    private static double length(Node node) {
        return node.at("amount").asDouble(isFirst(node) ? 1 : 5);
    }

    private static long factor(String unit) {
        return UNITS.getOrDefault(unit, 1_000L);
    }

    private static String unit(Node node) {
        return node.text("unit", isFirst(node) ? "hours" : "seconds");
    }

    static long millis(Node node) {
        return (long) (length(node) * factor(unit(node)));
    }

    private static Conversion interval(Work work) {
        var node = work.node();
        var length = length(node);
        boolean evaluated = node.at("amount").asText("").startsWith("=");
        if (!evaluated && (length < 0 || length > 1_000_000)) {
            return work.unsupported("a length of time of " + length, "Write the time into the step delay");
        }
        if (Waits.isLong(node)) {
            var params = Waits.begin(work);
            if (evaluated) {
                params.add("amount", node.at("amount"));
            } else {
                params.add(
                        "amount", Json.tree(java.math.BigDecimal.valueOf(length).toPlainString()));
            }
            return wait(work, params.add("unit", String.valueOf(factor(unit(node)))), "time(*)", "a time");
        }
        var time = work.property("delay", String.valueOf(millis(node)), "how long it waits, in milliseconds.");
        return work.call(
                false,
                "delay",
                new Params(),
                Step.list(
                        Step.of("delay", Step.of("asyncDelayed", true, "expression", Step.of("constant", time))),
                        Step.setBody("${variable.items}")));
    }

    private static Conversion wait(Work work, Params params, String call, String became) {
        return work.call(false, became, params, Step.list(Step.flow("Wait", call)));
    }

    private static Params zoned(Work work, Params params) {
        var zone = work.project().workflow().timezone();
        return zone.isEmpty() ? params : params.add("zone", zone);
    }

    /** After a time, or at one, the flow goes on with the items as they came. */
    private static Params limited(Work work, Params params) {
        var node = work.node();
        if (!node.at("limitWaitTime").asBoolean(false)) {
            work.ignores("limitType", "resumeAmount", "resumeUnit", "maxDateAndTime");
            return params;
        }
        if (node.text("limitType", "afterTimeInterval").equals("atSpecifiedTime")) {
            work.ignores("resumeAmount", "resumeUnit");
            return zoned(work, params).add("until", node.at("maxDateAndTime"));
        }
        work.ignores("maxDateAndTime");
        return params.add("amount", node.at("resumeAmount").isMissingNode() ? Json.tree("1") : node.at("resumeAmount"))
                .add("unit", String.valueOf(factor(node.text("resumeUnit", "hours"))));
    }

    private static Conversion webhook(Work work) {
        var node = work.node();
        var login = node.text("incomingAuthentication", "none");
        if (!login.equals("none")) {
            work.credential(
                    "the request asked for a login (" + Tools.words(login) + "), the route does not",
                    "Its address cannot be guessed; put a proxy with a login before it, or check the header in the route.");
        }
        var params = limited(work, Waits.begin(work)).add("method", node.text("httpMethod", "GET"));
        var mode = node.text("responseMode", "onReceived");
        if (mode.equals("lastNode")) {
            var data = node.text("responseData", "firstEntryJson");
            if (data.equals("firstEntryBinary")) {
                work.lost(
                        "responseData firstEntryBinary",
                        "Answer with a node Respond to Webhook, which can send files.");
            }
            params.add("mode", data.matches("allEntries|noData") ? data : "firstEntryJson");
        } else {
            params.add("mode", mode.equals("responseNode") ? "node" : "onReceived")
                    .add("text", node.at("options", "responseData"));
        }
        suffixed(work, params.add("status", node.text("responseCode", "200")));
        return wait(work, params, "webhook(*)", "a request");
    }

    private static Params suffixed(Work work, Params params) {
        var suffix = work.node().at("options", "webhookSuffix");
        if (!suffix.asText("").startsWith("=")
                && suffix.asText("").replaceAll("^/+|/+$", "").contains("/")) {
            work.lost("webhookSuffix with several parts", "Use one name without a slash.");
            return params;
        }
        return params.add("suffix", suffix);
    }

    /** @param alone whether the page is a node of its own, which says its title among the options */
    private static Conversion page(Work work, boolean alone) {
        var node = work.node();
        var login = node.text("incomingAuthentication", "none");
        if (!login.equals("none")) {
            work.credential(
                    "the page asked for a login (" + Tools.words(login) + "), the route does not",
                    "Its address cannot be guessed; put a proxy with a login before it.");
        }
        var params = limited(work, Waits.begin(work));
        var trigger = work.project().workflow().nodes().stream()
                .filter(one -> one.type().equals("formTrigger") && !one.disabled())
                .findFirst();
        var title = alone ? node.at("options", "formTitle") : node.at("formTitle");
        params.add(
                        "title",
                        title.isMissingNode() && trigger.isPresent()
                                ? trigger.get().at("formTitle")
                                : title)
                .add("description", alone ? node.at("options", "formDescription") : node.at("formDescription"))
                .add("button", node.at("options", "buttonLabel"));
        fields(work, suffixed(work, params));
        if (alone
                || Waits.pagesFollow(work)
                || node.text("responseMode", "onReceived").equals("lastNode")) {
            params.add("mode", "form");
        } else {
            params.add("mode", node.text("responseMode").equals("responseNode") ? "node" : "onReceived");
        }
        var thanks = node.at("options", "respondWithOptions", "values");
        params.add(
                thanks.path("respondWith").asText("").equals("redirect") ? "thanksUrl" : "thanks",
                thanks.path(
                        thanks.path("respondWith").asText("").equals("redirect")
                                ? "redirectUrl"
                                : "formSubmittedText"));
        return wait(work, params, "form(*)", "a page");
    }

    /** A list of fields, or a text of JSON with one. */
    private static void fields(Work work, Params params) {
        var node = work.node();
        if (node.text("defineForm", "fields").equals("json")) {
            work.ignores("formFields");
            params.add("fields", node.at("jsonOutput"));
            return;
        }
        work.ignores("jsonOutput");
        int i = 0;
        for (var field : node.at("formFields", "values")) {
            FormFields.tell(work, field);
            FormFields.add(params, "fields.n" + i++, field);
        }
    }

    private static Conversion completion(Work work) {
        var node = work.node();
        var with = node.text("respondWith", "text");
        if (!with.matches("text|redirect|showText|returnBinary")) {
            return work.unsupported(
                    "a last page with " + with, "Answer with a node Respond to Webhook, which can send files");
        }
        var params = new Params().add("respondWith", with);
        switch (with) {
            case "redirect" -> params.add("url", node.at("redirectUrl"));
            case "returnBinary" -> params.add("file", node.at("inputDataFieldName"));
            case "showText" -> params.add("text", node.at("responseText"));
            default -> params.add("title", node.at("completionTitle")).add("message", node.at("completionMessage"));
        }
        work.ignores(
                "redirectUrl",
                "responseText",
                "completionTitle",
                "completionMessage",
                "inputDataFieldName",
                "options.formTitle",
                "limitWaitTime");
        return work.call(false, "a last page", params, Step.list(Step.flow("Wait", "complete(*)")));
    }
}
