package dev.serai.n8n.convert;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.serai.n8n.workflow.Node;
import dev.serai.n8n.yaml.Step;
import java.util.List;

/** Nodes that are one small step: XML, feeds, digests, mail, commands. */
final class SmallConverter implements Converter {

    @Override
    public Conversion convert(Work work) {
        return switch (work.node().type()) {
            case "xml" -> xml(work);
            case "rssFeedRead" -> feed(work);
            case "crypto" -> digest(work);
            case "emailSend" -> mail(work);
            default -> command(work);
        };
    }

    private static Conversion xml(Work work) {
        var node = work.node();
        var field = node.text("dataPropertyName", "data");
        if (node.text("mode", "xmlToJson").equals("xmlToJson")) {
            var params = new Params().add("text", "={{ $json" + path(field) + " }}");
            params.add("lists", node.at("options", "explicitArray").asText("false"));
            return work.call(true, "bean: Xml", params, Step.list(Step.flow("Xml", "read(*)")));
        }
        var params = new Params().add("value", TextNode.valueOf("={{ $json }}")).add("into", field);
        params.add("root", node.at("options", "rootName"));
        params.add("headless", node.at("options", "headless").asText("false"));
        return work.call(true, "bean: Xml", params, Step.list(Step.flow("Xml", "write(*)")));
    }

    private static String path(String field) {
        return field.matches("[A-Za-z_][A-Za-z0-9_.]*")
                ? "." + field
                : "[" + dev.serai.support.json.Json.text(field) + "]";
    }

    private static Conversion feed(Work work) {
        var params = new Params();
        // A feed is an XML document that is asked for without a body.
        List<Object> steps = HttpConverter.get(work, params, work.node().at("url"));
        steps.add(Step.flow("Xml", "feed(*)"));
        return work.call(true, "bean: HttpStep, Xml", params, steps);
    }

    private static Conversion digest(Work work) {
        var node = work.node();
        var action = node.text("action", "hash");
        if (!List.of("hash", "hmac", "generate").contains(action)
                || node.at("binaryData").asBoolean(false)) {
            return work.unsupported("the action " + Tools.words(action) + " of Crypto", "Use Camel's crypto component");
        }
        var params = new Params()
                .add("action", action)
                .add("type", node.text("type", "MD5"))
                .add("value", node.at("value"))
                .add("into", node.text("dataPropertyName", "data"))
                .add(
                        "encoding",
                        node.text("encoding", node.text("encodingType", action.equals("generate") ? "uuid" : "hex")))
                .add("length", node.text("stringLength", "32"));
        if (action.equals("hmac")) {
            params.add("secret", node.at("secret"));
        }
        return work.call(true, "bean: Digest", params, Step.list(Step.flow("Digest", "run(*)")));
    }

    private static Conversion mail(Work work) {
        var node = work.node();
        if (!node.text("operation", "send").equals("send")) {
            return work.unsupported("a mail that waits for an answer", "Use people:");
        }
        boolean html = node.text("emailFormat", node.text("html").isEmpty() ? "text" : "html")
                .equals("html");
        var params = new Params()
                .add("from", node.at("fromEmail"))
                .add("to", node.at("toEmail"))
                .add(
                        "cc",
                        node.at("options", "ccEmail").isMissingNode()
                                ? node.at("ccEmail")
                                : node.at("options", "ccEmail"))
                .add("replyTo", node.at("options", "replyTo"))
                .add("subject", node.at("subject"))
                .add("text", node.at(html ? "html" : "text"));
        work.credential(
                "the mail server",
                "Set the property " + work.named("server") + " and the login of the component smtp.");
        var server = work.property("server", "localhost:25", "the mail server and its port.");
        return work.call(
                true,
                "smtp:",
                params,
                Step.list(
                        Step.flow("Mail", "write(*, " + html + ")"),
                        Step.to("smtp:" + server + "?lazyStartProducer=true"),
                        Step.flow("Mail", "sent(*)")));
    }

    /** Never without a person who has allowed it: the text of a command may come from anywhere. */
    private static Conversion command(Work work) {
        Node node = work.node();
        var allowed = work.project()
                .property(
                        "commands.allowed",
                        "false",
                        "Whether this flow may run commands on this machine, as the user of the runtime.");
        work.credential(
                "commands on this machine",
                "Set " + work.project().flow()
                        + ".commands.allowed to true if it may run them; read the command first.");
        var params = new Params().add("command", node.at("command"));
        return work.call(
                !node.at("executeOnce").asBoolean(true),
                "bean: Command",
                params,
                Step.list(Step.flow("Command", "run(*, " + allowed + ", 300)")));
    }
}
