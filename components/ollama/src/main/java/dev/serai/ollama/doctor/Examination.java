package dev.serai.ollama.doctor;

import java.util.ArrayList;
import java.util.List;

/** Judges what the servers told. */
public final class Examination {

    private final Question question;
    private final List<NodeFacts> nodes;
    private final List<Finding> findings = new ArrayList<>();

    private Examination(Question question, List<NodeFacts> nodes) {
        this.question = question;
        this.nodes = nodes;
    }

    public static DoctorReport of(Question question, List<NodeFacts> nodes) {
        return new Examination(question, nodes).report();
    }

    private DoctorReport report() {
        for (var node : nodes) {
            if (node.answers()) {
                server(node);
                loaded(node);
                named(node);
                fits(node);
            } else {
                findings.add(Finding.problem(
                        node.node(),
                        "does not answer: " + node.failure().text(),
                        node.failure().remedy()));
            }
        }
        if (question.hasMemory() && question.model() != null && nodes.stream().noneMatch(this::hasNamed)) {
            findings.add(FitCheck.byName(question.model(), question.memory()));
        }
        return new DoctorReport(findings, nodes);
    }

    private void server(NodeFacts node) {
        findings.add(Finding.ok(
                node.node(),
                node.version().isEmpty() ? "answers, but not with its version" : "answers, version " + node.version()));
        if (node.installed().isEmpty()) {
            findings.add(Finding.hint(node.node(), "has no models", "Run 'ollama pull' with a model's name there."));
        }
        if (node.loaded().isEmpty()) {
            findings.add(Finding.ok(
                    node.node(),
                    "has no model in memory, so how models run there cannot be told",
                    "Bring one into memory with ollama:load, and ask again."));
        }
        node.undescribed()
                .forEach((model, reason) ->
                        findings.add(Finding.hint(subject(model, node), "is not described: " + reason, null)));
    }

    private void loaded(NodeFacts node) {
        boolean caches = false;
        boolean quantised = false;
        long together = 0;
        for (var model : node.loaded()) {
            var check = new LoadedCheck(question, node, model, subject(model.name(), node));
            findings.addAll(check.findings());
            caches |= check.hasCache();
            quantised |= check.guess().type() != null && check.guess().type().isQuantised();
            together += model.size();
        }
        if (caches) {
            findings.add(flashAttention(node, quantised));
        }
        if (question.hasMemory() && node.loaded().size() > 1) {
            findings.add(together(node, together));
        }
    }

    private static Finding flashAttention(NodeFacts node, boolean quantised) {
        return quantised
                ? Finding.ok(
                        node.node(),
                        "flash attention is on if the estimate of the KV cache holds, since a quantised one needs it")
                : Finding.ok(
                        node.node(),
                        "does not tell whether flash attention is on",
                        "OLLAMA_FLASH_ATTENTION=1 on the server turns it on; it saves memory with long contexts.");
    }

    private Finding together(NodeFacts node, long bytes) {
        var text = node.loaded().size() + " models in memory take " + Memory.text(bytes) + " together, of "
                + Memory.text(question.memory());
        return bytes > question.memory()
                ? Finding.problem(
                        node.node(),
                        text + ": they do not fit beside each other",
                        "Use fewer models at once, a smaller numCtx, or OLLAMA_MAX_LOADED_MODELS=1 on the server.")
                : Finding.ok(node.node(), text);
    }

    private void named(NodeFacts node) {
        if (question.model() == null) {
            return;
        }
        var subject = subject(question.model(), node);
        if (!hasNamed(node)) {
            findings.add(Finding.hint(
                    subject,
                    "is not on " + node.node(),
                    "Run 'ollama pull " + question.model() + "' there, or set pullPolicy=if-missing."));
            return;
        }
        var info = node.info(question.model());
        if (info != null && !info.embeddingOnly() && question.numCtx() > question.contextOf(info)) {
            findings.add(Finding.hint(
                    subject,
                    "was trained for " + info.contextLength() + " tokens of context, but numCtx asks for "
                            + question.numCtx() + "; the server grants no more than the former",
                    "Set numCtx=" + info.contextLength() + ", or use a model with a longer context."));
        }
    }

    private boolean hasNamed(NodeFacts node) {
        return node.installed(question.model()) != null || node.info(question.model()) != null;
    }

    private void fits(NodeFacts node) {
        if (!question.hasMemory()) {
            return;
        }
        var check = new FitCheck(question, node);
        for (var model : node.installed()) {
            boolean asked =
                    question.model() == null || Names.key(question.model()).equals(Names.key(model.name()));
            if (asked && !model.remote()) {
                findings.add(check.installed(model, subject(model.name(), node)));
            }
        }
    }

    private String subject(String model, NodeFacts node) {
        return nodes.size() == 1 ? model : model + " on " + node.node();
    }
}
