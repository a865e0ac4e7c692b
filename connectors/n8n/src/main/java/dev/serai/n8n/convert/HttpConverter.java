package dev.serai.n8n.convert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.n8n.report.Finding;
import dev.serai.n8n.workflow.Node;
import dev.serai.n8n.yaml.Step;
import dev.serai.support.camel.HttpPorts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** HTTP Request, over its versions, as a node and as a tool. */
final class HttpConverter implements Converter {

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");
    private static final Pattern HOST = Pattern.compile("^=?https?://([A-Za-z0-9.-]{1,200})(?![A-Za-z0-9.{-])");

    @Override
    public Conversion convert(Work work) {
        var params = new Params();
        var steps = steps(work, params);
        return work.call(true, "http:", params, steps);
    }

    static List<Object> steps(Work work, Params params) {
        var node = work.node();
        var method = node.text("method", node.text("requestMethod", "GET")).toUpperCase(java.util.Locale.ROOT);
        params.add("url", node.at("url"));
        params.add("method", METHODS.contains(method) ? method : "GET");
        part(node, params, "Headers", "headers", "headerParameters");
        part(node, params, "Query", "query", "queryParameters");
        body(work, params);
        pages(work, params);
        batches(work, params);
        var steps = new ArrayList<Object>();
        authenticate(work, steps);
        boolean neverError =
                node.at("options", "response", "response", "neverError").asBoolean(false)
                        || node.at("options", "ignoreResponseCode").asBoolean(false);
        var full = node.at("options", "response", "response", "fullResponse").asBoolean(false)
                || node.at("options", "fullResponse").asBoolean(false);
        var format = node.at("options", "response", "response", "responseFormat")
                .asText(node.text("responseFormat", "autodetect"))
                .replace("string", "text");
        var redirects = node.at("options", "redirect", "redirect");
        boolean followed = redirects
                .path("followRedirects")
                .asBoolean(node.at("options", "followRedirect").asBoolean(true));
        if (!followed) {
            params.add("redirects", "0");
        } else if (redirects.path("maxRedirects").isInt()) {
            params.add("redirects", redirects.path("maxRedirects"));
        }
        // These are how requests are made here anyway.
        work.ignores("options.followAllRedirects", "options.splitIntoItems", "options.lowercaseHeaders");
        params.add(
                "into",
                node.at("options", "response", "response", "outputPropertyName").asText(node.text("dataPropertyName")));
        steps.add(Step.flow(
                "HttpStep",
                "send(*, " + full + ", '" + (format.matches("json|text|file") ? format : "autodetect") + "', "
                        + neverError
                        + ", "
                        + work.property("timeout", timeout(node), "how long an answer may take, in milliseconds.")
                        + ")"));
        host(work);
        return steps;
    }

    /** A plain request whose answer is text. */
    static List<Object> get(Work work, Params params, JsonNode url) {
        params.add("url", url).add("method", "GET");
        host(work);
        return Step.list(Step.flow(
                "HttpStep",
                "send(*, false, 'text', false, "
                        + work.property("timeout", "60000", "how long an answer may take, in milliseconds.") + ")"));
    }

    /** Whom it asks, where that is not an expression: hosts outside must be allowed. */
    static void host(Work work) {
        var host = HOST.matcher(work.node().text("url"));
        if (host.find() && !host.group(1).matches("localhost|127\\..*|[^.]*")) {
            work.tell(
                    Finding.Kind.CREDENTIAL,
                    "requests to " + host.group(1),
                    "Add the host to the property " + HttpPorts.EGRESS_ALLOW + " if it may be asked.");
        }
    }

    /** Expressions of paging are kept as they are: they are about answers that are not there yet. */
    private static void pages(Work work, Params params) {
        var given = work.node().at("options", "pagination", "pagination");
        var pages = given.isMissingNode() ? work.node().at("options", "pagination") : given;
        var mode = pages.path("paginationMode").asText("updateAParameterInEachRequest");
        if (!pages.isObject() || mode.equals("off")) {
            return;
        }
        params.add("pages.mode", mode.equals("responseContainsNextURL") ? "url" : "parameters");
        params.add("pages.url", unsigned(pages.path("nextURL")));
        int i = 0;
        for (var parameter : pages.path("parameters").path("parameters")) {
            params.add(
                            "pages.parameters.n" + i + ".type",
                            parameter.path("type").asText("qs"))
                    .add(
                            "pages.parameters.n" + i + ".name",
                            parameter.path("name").asText(""))
                    .add("pages.parameters.n" + i + ".value", unsigned(parameter.path("value")));
            i++;
        }
        var until = pages.path("paginationCompleteWhen").asText("responseIsEmpty");
        params.add(
                "pages.until",
                until.equals("other")
                        ? "expression"
                        : until.equals("receiveSpecificStatusCodes") ? "statuses" : "empty");
        params.add("pages.statuses", pages.path("statusCodesWhenComplete").asText(""));
        params.add("pages.expression", unsigned(pages.path("completeExpression")));
        params.add(
                "pages.most",
                pages.path("limitPagesFetched").asBoolean(false)
                        ? pages.path("maxRequests").asText("100")
                        : "");
        params.add("pages.interval", pages.path("requestInterval").asText("0"));
    }

    private static String unsigned(JsonNode template) {
        return template.asText("").replaceFirst("^=+", "");
    }

    /** Requests run one after the other, so a pause between batches is spread over them. */
    private static void batches(Work work, Params params) {
        var batch = work.node().at("options", "batching", "batch");
        if (batch.isObject()) {
            long size = Math.max(1, batch.path("batchSize").asLong(50));
            params.add("delay", String.valueOf(batch.path("batchInterval").asLong(1_000) / size));
        }
    }

    private static boolean on(Node node, String flag) {
        return node.version() < 3 || node.at(flag).asBoolean(false);
    }

    private static String timeout(Node node) {
        var timeout = node.at("options", "timeout").asText("");
        return timeout.matches("\\d{1,9}") ? timeout : "300000";
    }

    private static void pairs(Params params, String into, JsonNode... lists) {
        int i = 0;
        for (var list : lists) {
            for (var pair : Lists.of(list)) {
                params.add(into + ".n" + i + ".name", pair.path("name"))
                        .add(into + ".n" + i + ".value", pair.path("value"));
                i++;
            }
        }
    }

    /** Headers or the query: as pairs or as JSON, if they are switched on. What is switched off counts for nothing. */
    private static void part(Node node, Params params, String what, String into, String list) {
        boolean json = asJson(node, "specify" + what);
        var now = node.at("json" + what);
        var before = node.at(list + "Json");
        var old = node.at(list + "Ui", "parameter");
        var pairs = node.at(list, "parameters");
        if (!on(node, "send" + what)) {
            unused(now, before, old, pairs);
        } else if (json) {
            params.add("json" + what, now.asText("").isEmpty() ? before : now);
            unused(old, pairs);
        } else {
            pairs(params, into, old, pairs);
            unused(now, before);
        }
    }

    /** The first two versions had one switch for all parts. */
    private static boolean asJson(Node node, String how) {
        var chosen = node.text(how, "keypair");
        boolean old = node.at("jsonParameters").asBoolean(false);
        return node.version() < 3 ? old : chosen.equals("json");
    }

    /** What another choice hides. */
    private static void unused(JsonNode... hidden) {
        for (var one : hidden) {
            one.isEmpty();
            Lists.of(one).forEach(Lists::of);
        }
    }

    private static void body(Work work, Params params) {
        var node = work.node();
        boolean on = on(node, "sendBody");
        var type = node.at("sendBinaryData").asBoolean(false)
                ? "binaryData"
                : node.text("contentType", node.at("options", "bodyContentType").asText("json"));
        boolean whole = asJson(node, "specifyBody") || node.text("specifyBody").equals("string");
        var pairs = node.at("bodyParameters", "parameters");
        var old = node.at("bodyParametersUi", "parameter");
        var json = node.at("jsonBody");
        var oldJson = node.at("bodyParametersJson");
        var raw = node.at("body");
        var rawType = node.text("rawContentType", "text/plain");
        var file = node.text("inputDataFieldName", node.text("binaryPropertyName", "data"));
        // What the chosen kind of body does not have is hidden in the editor and counts for nothing.
        unused(pairs, old);
        var method = node.text("method", node.text("requestMethod", "GET")).toUpperCase(java.util.Locale.ROOT);
        if (!on || node.version() < 3 && !method.matches("POST|PUT|PATCH|DELETE")) {
            return;
        }
        params.add("bodyType", type);
        switch (type) {
            case "json", "form-urlencoded" -> {
                if (whole) {
                    params.add("body", type.equals("json") || raw.asText("").isEmpty() ? first(json, oldJson) : raw);
                } else {
                    pairs(params, "fields", pairs, old);
                }
            }
            case "raw" -> params.add("contentType", rawType).add("body", first(raw, oldJson));
            case "multipart-form-data" -> multipart(params, pairs, old);
            case "binaryData" -> params.add("file", file);
            default -> work.lost("a body of the type " + Tools.words(type), "Set the body by hand before the request.");
        }
    }

    private static JsonNode first(JsonNode one, JsonNode other) {
        return one.asText("").isEmpty() && !one.isContainerNode() ? other : one;
    }

    private static void multipart(Params params, JsonNode parts, JsonNode old) {
        int i = 0;
        for (var part : parts) {
            boolean file = part.path("parameterType").asText("").equals("formBinaryData");
            var into = (file ? "files.n" : "fields.n") + i++;
            params.add(into + ".name", part.path("name"));
            params.add(into + (file ? ".file" : ".value"), part.path(file ? "inputDataFieldName" : "value"));
        }
        for (var part : old) {
            var into = "fields.n" + i++;
            params.add(into + ".name", part.path("name")).add(into + ".value", part.path("value"));
        }
    }

    /** Credentials never come along; a person enters them as properties. */
    static void authenticate(Work work, List<Object> steps) {
        var node = work.node();
        var kind = node.text("authentication", "none");
        // Which of the two counts is said by the kind; the other is hidden.
        work.ignores("nodeCredentialType", "genericAuthType");
        if (kind.equals("none")) {
            // A credential that was chosen before stays in the file.
            return;
        }
        var credential = kind.equals("predefinedCredentialType")
                ? node.text("nodeCredentialType")
                : kind.equals("genericCredentialType") ? node.text("genericAuthType") : kind;
        boolean query = credential.startsWith("httpQuery") || credential.startsWith("query");
        boolean basic = credential.startsWith("httpBasic") || credential.startsWith("basic");
        login(work, steps, query ? "query" : "header", query ? "key" : "Authorization", basic);
        work.credential(
                "the credential " + (credential.isEmpty() ? "of the node" : credential),
                "Fill in the properties of " + work.slug() + " in application.properties.");
    }

    /** The login as variables of the exchange, from properties that a person fills in. */
    static void login(Work work, List<Object> steps, String kind, String name, boolean basic) {
        variable(steps, "loginKind", kind);
        variable(
                steps,
                "loginName",
                work.property(
                        "login-name",
                        name,
                        "the " + (kind.equals("query") ? "parameter" : "header") + " that carries the credential."));
        variable(
                steps,
                "loginValue",
                work.property(
                        "login-value",
                        "",
                        basic ? "Basic and user:password in base64." : "its value, such as Bearer and the token."));
        variable(steps, "loginProperty", work.project().flow() + "." + work.slug() + ".login-value");
    }

    private static void variable(List<Object> steps, String name, String value) {
        steps.add(Step.of("setVariable", Step.of("name", name, "constant", value)));
    }
}
