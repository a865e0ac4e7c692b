package dev.serai.ollama.doctor;

import java.util.ArrayList;
import java.util.List;

/** Judges how a model in memory runs. */
final class LoadedCheck {

    /** Servers reserve a context in blocks of this many tokens. */
    private static final long BLOCK = 256;

    private static final String QUANTISE = "OLLAMA_KV_CACHE_TYPE=q8_0 on the server halves it, at hardly any loss; "
            + "a quantised cache needs flash attention (OLLAMA_FLASH_ATTENTION=1).";

    private final Question question;
    private final LoadedModel model;
    private final ModelInfo info;
    private final String subject;
    private final CacheGuess guess;

    LoadedCheck(Question question, NodeFacts node, LoadedModel model, String subject) {
        this.question = question;
        this.model = model;
        this.info = node.info(model.name());
        this.subject = subject;
        this.guess = CacheGuess.of(model, node.weights(model.name()), info);
    }

    CacheGuess guess() {
        return guess;
    }

    boolean hasCache() {
        return info == null || !info.embeddingOnly();
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        findings.add(context());
        if (hasCache()) {
            findings.add(cache());
        }
        if (model.size() > 0) {
            findings.add(placement());
        }
        return findings;
    }

    private Finding context() {
        long runs = model.contextLength();
        if (runs <= 0) {
            return Finding.ok(subject, "runs with a context that the server does not tell", "A newer Ollama tells it.");
        }
        long trained = info == null ? 0 : info.contextLength();
        var text = "runs with a context of " + runs + " tokens" + (trained > 0 ? " (trained for " + trained + ")" : "");
        if (trained > 0 && runs > trained) {
            return Finding.problem(
                    subject,
                    text + ": beyond what it was trained for, answers go astray",
                    "Set numCtx to at most " + trained + ".");
        }
        // Embedding models get no numCtx from the endpoint unless it is set.
        if (!hasCache()) {
            return Finding.ok(subject, text);
        }
        long asked = info == null ? question.numCtx() : question.contextOf(info);
        return runs == asked || runs == blocks(asked)
                ? Finding.ok(subject, text + ", as this endpoint asks")
                : Finding.hint(
                        subject,
                        text + ", but this endpoint asks for " + asked + ": its next request loads the model anew",
                        "Give all clients of the server the same numCtx.");
    }

    private static long blocks(long tokens) {
        return (tokens + BLOCK - 1) / BLOCK * BLOCK;
    }

    private Finding cache() {
        if (guess.type() == null) {
            return Finding.ok(
                    subject,
                    "which type its KV cache has cannot be told: " + guess.reason(),
                    "If it is f16, the server's default, " + QUANTISE);
        }
        var text = "its KV cache looks like " + guess.type() + " (estimated, for OLLAMA_NUM_PARALLEL=1): "
                + Memory.text(guess.bytes()) + " for " + model.contextLength() + " tokens";
        if (guess.type().isQuantised()) {
            return Finding.ok(subject, text);
        }
        // To halve a small part of the whole is of little use, unless the GPU lacks just that.
        boolean split = !model.placement().onGpu() && !model.placement().onCpu();
        return split || guess.bytes() > model.size() / 10
                ? Finding.hint(subject, text, QUANTISE)
                : Finding.ok(subject, text);
    }

    private Finding placement() {
        var placement = model.placement();
        if (placement.onGpu()) {
            return Finding.ok(subject, "is wholly on the GPU, with " + Memory.text(model.size()));
        }
        var times = "about " + placement.slowdownText() + " times slower than wholly on the GPU (estimate)";
        if (placement.onCpu()) {
            // A machine without a GPU is nobody's mistake.
            return Finding.hint(
                    subject,
                    "runs wholly on the CPU, with " + Memory.text(model.size()) + ": " + times,
                    "If the machine has a GPU, the server's log tells why it is not used; check that numGpu is not 0.");
        }
        return Finding.problem(
                subject,
                "is partly offloaded to the CPU: " + placement.cpuPercent() + " % of its " + Memory.text(model.size())
                        + ", " + times,
                "Use a smaller numCtx, a quantised KV cache (OLLAMA_KV_CACHE_TYPE=q8_0), a smaller model or fewer"
                        + " models at once.");
    }
}
