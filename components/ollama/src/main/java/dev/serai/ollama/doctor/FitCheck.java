package dev.serai.ollama.doctor;

/** Judges whether a model fits a given memory. */
final class FitCheck {

    /** Above this share of the memory a model may fit or not: what else a server needs is not known so closely. */
    private static final double TIGHT = 0.95;

    /** How much of the memory the weights may take when nothing is known of the context's cache. */
    private static final double WEIGHTS_ALONE = 0.8;

    private final Question question;
    private final NodeFacts node;
    private final CacheType type;

    FitCheck(Question question, NodeFacts node) {
        this.question = question;
        this.node = node;
        this.type = cacheType(node);
    }

    /** The type is a setting of the whole server, so what one model shows holds for all. */
    private static CacheType cacheType(NodeFacts node) {
        for (var model : node.loaded()) {
            var guess = CacheGuess.of(model, node.weights(model.name()), node.info(model.name()));
            if (guess.type() != null) {
                return guess.type();
            }
        }
        return CacheType.F16;
    }

    Finding installed(InstalledModel model, String subject) {
        if (model.size() <= 0) {
            return Finding.hint(subject, "the server does not tell its size, so whether it fits cannot be told", null);
        }
        var info = node.info(model.name());
        if (info == null || KvCache.of(info).isEmpty() && !info.embeddingOnly()) {
            return weightsAlone(
                    subject, Memory.text(model.size()) + " for its weights", model.size(), question.memory());
        }
        return judge(subject, model.size(), info);
    }

    private Finding judge(String subject, long weights, ModelInfo info) {
        var cache = KvCache.of(info).orElse(null);
        long context = question.contextOf(info);
        long cached = cache == null ? 0 : cache.bytes(context, type);
        long all = weights + cached + CacheGuess.work(info);
        var text = "needs about " + Memory.text(all) + " (estimate: " + Memory.text(weights) + " for its weights"
                + (cache == null
                        ? ""
                        : ", " + (cache.exact() ? "" : "at most ") + Memory.text(cached) + " for a context of "
                                + context + " tokens in a cache of type " + type)
                + ", the rest to compute with)";
        if (all > question.memory()) {
            return Finding.problem(
                    subject,
                    text + " and does not fit " + Memory.text(question.memory()),
                    remedy(weights + CacheGuess.work(info), cache, context));
        }
        return all > question.memory() * TIGHT
                ? Finding.hint(
                        subject,
                        text + " and barely fits " + Memory.text(question.memory()),
                        "Leave other models out of memory, and watch with ollama:ps whether it stays on the GPU.")
                : Finding.ok(subject, text + " and fits " + Memory.text(question.memory()));
    }

    private String remedy(long without, KvCache cache, long context) {
        long room = question.memory() - without;
        if (cache != null && !type.isQuantised() && cache.bytes(context, CacheType.Q8_0) <= room) {
            return "OLLAMA_KV_CACHE_TYPE=q8_0 on the server would make it fit (estimate); it needs flash attention"
                    + " (OLLAMA_FLASH_ATTENTION=1).";
        }
        long tokens = cache == null || room <= 0 ? 0 : room / Math.max(1, cache.bytes(1, type)) / 1024 * 1024;
        return tokens >= 2048
                ? "numCtx=" + tokens + " would make it fit (estimate)."
                : "Use a smaller model or a coarser quantisation.";
    }

    /** Judges a model that is on no server, by its name. */
    static Finding byName(String model, long memory) {
        return ModelSize.ofName(model)
                .map(size -> weightsAlone(
                        model,
                        "about " + Memory.text(size.bytes()) + " for its weights (estimate: " + size + ")",
                        size.bytes(),
                        memory))
                .orElseGet(() -> Finding.hint(
                        model,
                        "its size cannot be told: it is on no server, and its name does not tell it",
                        "Pull it first, or use a name that tells the size, such as qwen3:14b."));
    }

    private static Finding weightsAlone(String subject, String needs, long weights, long memory) {
        var text = "needs " + needs + ", and more for its context, how much cannot be told";
        if (weights > memory) {
            return Finding.problem(
                    subject,
                    text + "; that does not fit " + Memory.text(memory),
                    "Use a smaller model or a coarser quantisation.");
        }
        return weights > memory * WEIGHTS_ALONE
                ? Finding.hint(
                        subject,
                        text + "; of " + Memory.text(memory) + " that leaves only " + Memory.text(memory - weights),
                        "Use a small numCtx, a smaller model or a coarser quantisation.")
                : Finding.ok(
                        subject,
                        text + "; it fits " + Memory.text(memory) + " and leaves " + Memory.text(memory - weights));
    }
}
