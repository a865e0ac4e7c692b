package dev.serai.n8n.convert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.n8n.flow.Webhook;
import dev.serai.n8n.report.Finding;
import dev.serai.n8n.workflow.Node;
import dev.serai.n8n.workflow.Secrets;
import dev.serai.n8n.yaml.Noted;
import dev.serai.n8n.yaml.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The beginnings of flows. What has no counterpart becomes a route that can be called. */
public final class Triggers {

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD");
    private static final int MOST_NAMES = 20;
    private static final Pattern NAME = Pattern.compile("(?<=^|/):([A-Za-z_][A-Za-z0-9_]{0,60})");
    private static final Set<String> BY_HAND = Set.of(
            "manualTrigger", "start", "executeWorkflowTrigger", "manualChatTrigger", "errorTrigger", "workflowTrigger");

    private Triggers() {}

    /** Null where the route is complete in itself. */
    public static Trigger of(Project project, Node node) {
        var work = new Work(project, node);
        if (node.type().equals("mcpTrigger")) {
            serve(work);
            return null;
        }
        var trigger = trigger(work);
        project.report().became(node.name(), node.type(), trigger.became());
        return trigger;
    }

    private static Trigger trigger(Work work) {
        var node = work.node();
        return switch (node.type()) {
            case "webhook" -> webhook(work);
            case "chatTrigger" -> chat(work);
            case "formTrigger" -> form(work);
            case "scheduleTrigger" -> schedule(work, node.at("rule", "interval"));
            case "cron" ->
                schedule(
                        work,
                        node.parameters().has("triggerTimes")
                                ? node.at("triggerTimes", "item")
                                : node.at("rule", "interval"));
            case "interval" -> every(work, node.at("interval").asLong(1), node.text("unit", "minutes"));
            case "localFileTrigger" -> files(work);
            case "googleDriveTrigger" -> drive(work);
            default -> called(work);
        };
    }

    /** Tools for other programs: there is no flow of items behind them. */
    private static void serve(Work work) {
        var node = work.node();
        var found = new LinkedHashMap<String, Object>();
        Tools.add(work, found);
        work.project().report().became(node.name(), node.type(), "mcp:serve");
        if (!found.containsKey("tools")) {
            work.tell(
                    Finding.Kind.UNSUPPORTED,
                    "an MCP server without a tool of its own",
                    "Connect tools to it and import again");
            return;
        }
        if (!node.text("authentication", "none").equals("none")) {
            work.credential(
                    "the server asked for a login (" + Tools.words(node.text("authentication"))
                            + "), the route does not",
                    "Put a proxy with a login before it, or check the header in the route.");
        }
        var path = work.property(
                "path", path("/mcp/", plain(node.text("path")), work.slug()), "the path of the MCP server.");
        var serve = Step.of(
                "to",
                Step.of(
                        "uri",
                        "mcp:serve",
                        "parameters",
                        Step.of(
                                "tools",
                                found.get("tools"),
                                "serverName",
                                Tools.words(work.project().workflow().name()))));
        work.project()
                .add(new Noted(
                        List.of(node.name()),
                        Step.route(
                                work.project().routeId(work.slug()),
                                "platform-http:" + path,
                                Step.of("httpMethodRestrict", "POST,GET,DELETE"),
                                List.of(serve))));
    }

    private static Trigger called(Work work) {
        var node = work.node();
        if (node.type().equals("errorTrigger")) {
            var errors = Project.errors(work.project().flow());
            work.tell(
                    Finding.Kind.NOTE,
                    "the other triggers of this flow call it",
                    "Name " + errors + " in the property error-flow of other flows that are to call it.");
            if (isFirst(work)) {
                return new Trigger(errors, Map.of(), List.of(), List.of(), Trigger.Beside.NO, errors);
            }
        } else if (!BY_HAND.contains(node.type())) {
            work.tell(
                    Finding.Kind.UNSUPPORTED,
                    "the trigger " + node.fullType(),
                    "Call " + work.direct() + " from a route that begins with Camel's component for it");
        }
        // Only one route can have the name of the flow.
        if (node.type().equals("executeWorkflowTrigger") && !isFirst(work)) {
            work.differs("another trigger has the flow's name already", "Call " + work.direct() + " for this one.");
            return new Trigger(work.direct(), Map.of(), inputs(work), List.of(), Trigger.Beside.NO, work.direct());
        }
        if (!node.type().equals("executeWorkflowTrigger")) {
            return new Trigger(work.direct(), Map.of(), List.of(), List.of(), Trigger.Beside.NO, work.direct());
        }
        var uri = "direct:" + work.project().flow();
        return new Trigger(uri, Map.of(), inputs(work), List.of(), Trigger.Beside.NO, uri);
    }

    private static boolean isFirst(Work work) {
        return work.project().workflow().nodes().stream()
                .filter(one -> one.type().equals(work.node().type()) && !one.disabled())
                .findFirst()
                .filter(work.node()::equals)
                .isPresent();
    }

    /** A workflow that names its inputs gets these, and nothing else. */
    private static List<Object> inputs(Work work) {
        var node = work.node();
        var names = new ArrayList<String>();
        var source = node.text("inputSource", node.version() >= 1.1 ? "workflowInputs" : "passthrough");
        for (var input : node.at("workflowInputs", "values")) {
            input.path("type").isTextual();
            names.add(input.path("name").asText(""));
        }
        var example = node.text("jsonExample");
        if (source.equals("jsonExample")) {
            names.clear();
            try {
                dev.serai.support.json.Json.read(example).fieldNames().forEachRemaining(names::add);
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                work.lost("jsonExample, which is no JSON", "All that it is given comes in.");
            }
        }
        names.removeIf(String::isBlank);
        if (names.isEmpty() || source.equals("passthrough")) {
            return List.of();
        }
        var options =
                dev.serai.support.json.Json.object().put("include", "none").put("dots", false);
        names.forEach(name -> options.withObject("/fields")
                .put(
                        name.startsWith("=") ? " " + name : name,
                        "={{ $json[" + dev.serai.support.json.Json.text(name) + "] ?? null }}"));
        return work.step("inputs", "set", options);
    }

    private static Trigger webhook(Work work) {
        var login = login(work);
        var trigger = answered(work);
        if (login.isEmpty()) {
            return trigger;
        }
        login.addAll(trigger.before());
        return new Trigger(
                trigger.uri(),
                trigger.parameters(),
                login,
                trigger.after(),
                trigger.beside(),
                trigger.mode(),
                trigger.became());
    }

    /** Steps that let only those in who have the login; its values are entered by a person. */
    private static List<Object> login(Work work) {
        var kind = work.node().text("authentication", "none");
        var steps = new ArrayList<Object>();
        if (kind.matches("basicAuth|headerAuth")) {
            boolean basic = kind.equals("basicAuth");
            HttpConverter.login(work, steps, "header", "Authorization", basic);
            work.credential(
                    "the login that callers must have (" + kind + ")",
                    "Fill in the properties of " + work.slug() + " in application.properties.");
            steps.add(Step.flow("Webhook", "admit(*)"));
        } else if (!kind.equals("none")) {
            work.credential(
                    "the webhook asked for a login (" + Tools.words(kind) + "), the route does not",
                    "Put a proxy with a login before it, or check the header in the route.");
        }
        return steps;
    }

    /** The name of the file that the whole body of a request becomes. */
    private static String file(Work work) {
        var node = work.node();
        boolean whole = node.at("options", "rawBody").asBoolean(false)
                || node.at("options", "binaryData").asBoolean(false);
        var name = node.at("options", "binaryPropertyName").asText("data");
        return !whole ? "" : name.matches("[A-Za-z0-9_-]{1,60}") ? name : "data";
    }

    private static Trigger answered(Work work) {
        var node = work.node();
        var path = work.property(
                "path", path("/webhook/", own(work, node.text("path")), work.slug()), "the path of the webhook.");
        var methods = node.at("multipleMethods").asBoolean(false)
                ? Lists.names(node.at("httpMethod"))
                : node.text("httpMethod", "GET");
        var allowed = new ArrayList<String>();
        for (var method : methods.toUpperCase(Locale.ROOT).split(",")) {
            if (METHODS.contains(method.strip())) {
                allowed.add(method.strip());
            }
        }
        var names = names(node.text("path"));
        var file = file(work);
        var begin = file.isEmpty()
                ? names.isEmpty() ? "begin(*)" : "begin(*, '" + names + "')"
                : "begin(*, '" + names + "', '" + file + "')";
        var mode = node.text("responseMode", "onReceived");
        if (mode.equals("streaming")) {
            work.differs("it streamed its answer", "The whole answer comes at the end here.");
            mode = "lastNode";
        }
        if (mode.equals("responseNode")) {
            return ended(work, path, String.join(",", allowed), begin, "node");
        }
        if (mode.equals("lastNode")) {
            var data = node.text("responseData", "firstEntryJson");
            if (data.equals("firstEntryBinary")) {
                var name = node.text("responseBinaryPropertyName", "data");
                var binary = "binary(*, '" + (name.matches("[A-Za-z0-9_-]{1,60}") ? name : "data") + "')";
                return told(work, http(path, String.join(",", allowed), begin, binary, Trigger.Beside.NO));
            }
            var property = node.at("options", "responsePropertyName").asText("");
            var type = node.at("options", "responseContentType").asText("");
            if (property.matches("[A-Za-z0-9_.-]{1,200}")
                    && type.matches("([a-z]+/[A-Za-z0-9.+-]+(; *charset=[A-Za-z0-9-]+)?)?")) {
                var field = "field(*, '" + property + "', '" + type + "')";
                return told(work, http(path, String.join(",", allowed), begin, field, Trigger.Beside.NO));
            }
            var known = data.matches("allEntries|noData") ? data : "firstEntryJson";
            return told(work, ended(work, path, String.join(",", allowed), begin, known));
        }
        return told(work, http(path, String.join(",", allowed), begin, started(node), Trigger.Beside.AT_ONCE));
    }

    private static String started(Node node) {
        var words = Tools.words(node.at("options", "responseData").asText("")).replace("'", "");
        return node.at("options", "responseData").asText("").isBlank() ? "started(*)" : "started(*, '" + words + "')";
    }

    /** The status and the headers that the answer of the trigger itself has. */
    private static Trigger told(Work work, Trigger trigger) {
        var node = work.node();
        var after = new ArrayList<>(trigger.after());
        var chosen = node.at("options", "responseCode", "values");
        var status = chosen.path("responseCode").asText(node.text("responseCode", "200"));
        status = status.equals("customCode") ? chosen.path("customCode").asText("200") : status;
        if (status.matches("[1-5]\\d\\d") && !status.equals("200")) {
            after.add(Step.of("setHeader", Step.of("name", "CamelHttpResponseCode", "constant", status)));
        }
        for (var header : node.at("options", "responseHeaders", "entries")) {
            var name = header.path("name").asText("");
            var value = header.path("value").asText("");
            if (name.matches("[A-Za-z0-9-]{1,100}")
                    && value.matches("[A-Za-z0-9 ./;,=:*_+-]{1,500}")
                    && !name.matches("(?i)content-security-policy|x-content-type-options")
                    && !Webhook.isKept(name, value)) {
                after.add(Step.of("setHeader", Step.of("name", name, "constant", value)));
            } else {
                work.lost("the header " + Tools.words(name), "Set it at the end of the route.");
            }
        }
        if (node.at("options", "noResponseBody").asBoolean(false)) {
            after.add(Step.of("setBody", Step.of("constant", "")));
        }
        return new Trigger(
                trigger.uri(),
                trigger.parameters(),
                trigger.before(),
                after,
                trigger.beside(),
                trigger.mode(),
                trigger.became());
    }

    /** Answered by the flow. Where something stands behind a node that answers, or waits, the answer does not wait for it. */
    private static Trigger ended(Work work, String path, String methods, String begin, String mode) {
        boolean beside = Waits.any(work.project())
                || mode.equals("node")
                        && work.project().workflow().edges().stream()
                                .anyMatch(edge ->
                                        edge.isMain() && edge.from().type().equals("respondToWebhook"));
        return beside
                ? new Trigger(
                        "platform-http:" + path,
                        methods.isEmpty() ? Map.of() : Step.of("httpMethodRestrict", methods),
                        List.of(Step.flow("Webhook", begin)),
                        List.of(),
                        Trigger.Beside.AFTER_ANSWER,
                        mode,
                        "platform-http:")
                : http(path, methods, begin, "finish(*, '" + mode + "')", Trigger.Beside.NO);
    }

    private static Trigger chat(Work work) {
        var node = work.node();
        var id = node.flags().path("webhookId").asText("");
        var path = work.property(
                "path",
                path("/webhook/", plain(id.isEmpty() ? work.slug() : id) + "/chat", work.slug()),
                "the path of the chat.");
        boolean answers = node.at("options", "responseMode").asText("").startsWith("responseNode");
        if (node.at("public").asBoolean(false)) {
            work.differs("n8n's own chat page is not there", "Send messages to the path, from Open WebUI for example.");
            work.ignores(
                    "initialMessages",
                    "mode",
                    "options.title",
                    "options.subtitle",
                    "options.inputPlaceholder",
                    "options.showWelcomeScreen",
                    "options.getStarted",
                    "options.customCss");
        }
        return ended(work, path, "POST", "chat(*)", answers ? "node" : "firstEntryJson");
    }

    private static Trigger form(Work work) {
        var node = work.node();
        var given = node.text("path", node.flags().path("webhookId").asText(""));
        var path =
                work.property("path", path("/form/", plain(given), work.slug()), "the path that the form is sent to.");
        var page = work.project().file(work.slug() + ".form.html", FormFields.page(work));
        var shown = Step.of(
                "choice",
                Step.of(
                        "when",
                        List.of(Step.of(
                                "simple",
                                "${header.CamelHttpMethod} == 'GET'",
                                "steps",
                                List.of(
                                        Step.of("setBody", Step.of("constant", "resource:" + page)),
                                        Step.flow("Webhook", "page(*)"),
                                        Step.of("stop", Map.of()))))));
        var before = Step.list(shown, Step.flow("Webhook", "chat(*)"));
        var methods = Step.of("httpMethodRestrict", "GET,POST");
        if (Waits.pagesFollow(work)) {
            // Who has sent it is led on to the next page.
            return new Trigger(
                    "platform-http:" + path,
                    methods,
                    before,
                    List.of(),
                    Trigger.Beside.AFTER_ANSWER,
                    "form",
                    "platform-http:");
        }
        boolean atOnce = !node.text("responseMode", "onReceived").equals("lastNode");
        if (!atOnce && Waits.any(work.project())) {
            return new Trigger(
                    "platform-http:" + path,
                    methods,
                    before,
                    List.of(),
                    Trigger.Beside.AFTER_ANSWER,
                    "firstEntryJson",
                    "platform-http:");
        }
        return new Trigger(
                "platform-http:" + path,
                methods,
                before,
                List.of(Step.flow("Webhook", atOnce ? "thanks(*)" : "finish(*, 'firstEntryJson')")),
                atOnce ? Trigger.Beside.AT_ONCE : Trigger.Beside.NO,
                "platform-http:");
    }

    private static Trigger http(String path, String methods, String begin, String finish, Trigger.Beside beside) {
        return new Trigger(
                "platform-http:" + path,
                methods.isEmpty() ? Map.of() : Step.of("httpMethodRestrict", methods),
                List.of(Step.flow("Webhook", begin)),
                List.of(Step.flow("Webhook", finish)),
                beside,
                "platform-http:");
    }

    /** The parts of a path that have a name. */
    private static String names(String path) {
        return NAME.matcher(path)
                .results()
                .map(name -> name.group(1))
                .distinct()
                .limit(MOST_NAMES)
                .collect(Collectors.joining(" "));
    }

    /** Without named parts. */
    private static String plain(String given) {
        return given.replaceAll("[:{}]", "");
    }

    /** Before a path with named parts n8n puts the webhook's id; without one, the path must not begin with such a part. */
    private static String own(Work work, String given) {
        var known = work.node().flags().path("webhookId").asText("");
        var id = Project.slug(known, work.project().flow() + "-" + work.slug());
        boolean named = !names(given).isEmpty() && !known.isEmpty();
        return named || given.replaceAll("[^A-Za-z0-9:]", "").startsWith(":") ? id + "/" + given : given;
    }

    /** Paths of n8n have :names; everything else that is no part of a path is left out. */
    static String path(String prefix, String given, String otherwise) {
        var path = Secrets.masked(given.length() > 1_000 ? given.substring(0, 1_000) : given)
                .replaceAll("[{}]", "")
                .replaceAll("(^|/):([A-Za-z_][A-Za-z0-9_]*)", "$1{$2}")
                .replaceAll("[^A-Za-z0-9._~/{}-]", "")
                .replaceAll("\\.{2,}", ".")
                .replaceAll("(?<=^|/)\\.+(?=/|$)", "")
                .replaceAll("/{2,}", "/")
                .replaceAll("^/+|/+$", "");
        return prefix + (path.isEmpty() ? otherwise : path.length() > 200 ? path.substring(0, 200) : path);
    }

    private static Trigger drive(Work work) {
        work.differs(DriveConverter.INSTEAD, "Let the two be kept the same, or use Camel's google-drive component.");
        if (!work.node().text("event").matches("fileCreated|fileUpdated|")) {
            work.differs("it begins with a file that is new or changed", "Other events are not noticed.");
        }
        if (work.node().text("event").equals("fileUpdated") && createdElsewhere(work)) {
            work.tell(Finding.Kind.NOTE, "the trigger of new files notices changed ones too", "Nothing is to be done.");
            return new Trigger(work.direct(), Map.of(), List.of(), List.of(), Trigger.Beside.NO, work.direct());
        }
        work.ignores("triggerOn", "pollTimes.item");
        Lists.of(work.node().at("pollTimes", "item")).forEach(Lists::of);
        return watched("file:" + DriveConverter.folder(work), "appeared(*)", true);
    }

    /** Two triggers on one folder that lead to the same nodes would run them twice. */
    private static boolean createdElsewhere(Work work) {
        return work.project().workflow().nodes().stream()
                .filter(node -> node.type().equals("googleDriveTrigger") && !node.disabled())
                .filter(node -> node.text("event").equals("fileCreated"))
                .anyMatch(node -> targets(work, node).equals(targets(work, work.node())));
    }

    private static Set<String> targets(Work work, Node node) {
        return work.project().workflow().edges().stream()
                .filter(edge -> edge.from().equals(node))
                .map(edge -> edge.to().name())
                .collect(Collectors.toSet());
    }

    /** The trigger of files that are new, and of those that have changed. */
    private static Trigger watched(String uri, String begin, boolean changes) {
        var parameters = Step.of(
                "recursive",
                true,
                "noop",
                true,
                "idempotentKey",
                changes ? "${file:name} ${file:size} ${file:modified}" : "${file:name}",
                "readLock",
                "changed",
                "readLockMarkerFile",
                false);
        return new Trigger(uri, parameters, List.of(Step.flow("Folder", begin)), List.of(), Trigger.Beside.NO, "file:");
    }

    private static Trigger files(Work work) {
        var node = work.node();
        var below = FileConverter.below(work, node.text("path"), "data/shared");
        var folder = work.property("folder", below, "the folder that is watched.");
        if (!below.equals(node.text("path"))) {
            work.credential(
                    "the folder " + Tools.words(node.text("path")),
                    "Put its files into " + below + ", or set the property " + work.named("folder") + ".");
        }
        work.differs(
                "a file that is there at the start counts as new, and a deleted one is not noticed",
                "See the options of Camel's file component.");
        // Files are asked for again and again here, and links are followed.
        work.ignores("options.usePolling", "options.followSymlinks", "options.awaitWriteFinish");
        if (node.text("triggerOn", "folder").equals("file")) {
            work.differs("all of the folder is watched, not only one file", "Add fileName to the route.");
        }
        var events = Lists.names(node.at("events"));
        boolean changes = events.isEmpty() || events.contains("change");
        return watched("file:" + folder, "arrived(*)", changes);
    }

    private static Trigger schedule(Work work, JsonNode rules) {
        var rule = rules.path(0);
        if (rules.size() > 1) {
            work.lost("all but the first of its times", "Add a route with a timer for each other one.");
        }
        var field = rule.path("field").asText(rule.path("mode").asText("days"));
        return switch (field) {
            case "seconds" -> every(work, rule.path("secondsInterval").asLong(30), "seconds");
            case "minutes" -> every(work, rule.path("minutesInterval").asLong(5), "minutes");
            case "everyMinute" -> every(work, 1, "minutes");
            case "everyX" ->
                every(work, rule.path("value").asLong(1), rule.path("unit").asText("hours"));
            case "hours" -> every(work, rule.path("hoursInterval").asLong(1), "hours");
            default -> cron(work, Cron.of(field, rule));
        };
    }

    private static Trigger every(Work work, long amount, String unit) {
        long factor = unit.equals("seconds") ? 1_000 : unit.equals("minutes") ? 60_000 : 3_600_000;
        var period = work.property(
                "period",
                String.valueOf(Math.max(1, Math.min(amount, 100_000)) * factor),
                "time between two runs, in milliseconds.");
        return new Trigger(
                "timer:" + work.project().flow() + "-" + work.slug(),
                Step.of("period", period),
                List.of(Step.flow("Flow", "time(*)")),
                List.of(),
                Trigger.Beside.NO,
                "timer:");
    }

    private static Trigger cron(Work work, String cron) {
        if (cron == null) {
            work.lost("its times, which could not be read", "Set the property " + work.named("cron") + ".");
        }
        return new Trigger(
                "quartz:" + work.project().flow() + "/" + work.slug(),
                Step.of("cron", work.property("cron", cron == null ? "0 0 0 * * ?" : cron, "when it runs.")),
                List.of(Step.flow("Flow", "time(*)")),
                List.of(),
                Trigger.Beside.NO,
                "quartz:");
    }
}
