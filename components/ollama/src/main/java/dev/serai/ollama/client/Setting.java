package dev.serai.ollama.client;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A field of a request: its name as an endpoint option, on Ollama's wire and on OpenAI's. This table is the one place
 * that knows them; options, headers and both dialects are read from it.
 */
public enum Setting {
    NUM_CTX("numCtx", Place.OPTIONS, "num_ctx", null, Integer.class),
    NUM_BATCH("numBatch", Place.OPTIONS, "num_batch", null, Integer.class),
    NUM_GPU("numGpu", Place.OPTIONS, "num_gpu", null, Integer.class),
    MAIN_GPU("mainGpu", Place.OPTIONS, "main_gpu", null, Integer.class),
    USE_MMAP("useMmap", Place.OPTIONS, "use_mmap", null, Boolean.class),
    NUM_THREAD("numThread", Place.OPTIONS, "num_thread", null, Integer.class),
    DRAFT_NUM_PREDICT("draftNumPredict", Place.OPTIONS, "draft_num_predict", null, Integer.class),
    NUM_KEEP("numKeep", Place.OPTIONS, "num_keep", null, Integer.class),
    SEED("seed", Place.OPTIONS, "seed", "seed", Integer.class),
    NUM_PREDICT("numPredict", Place.OPTIONS, "num_predict", "max_tokens", Integer.class),
    TOP_K("topK", Place.OPTIONS, "top_k", "top_k", Integer.class),
    TOP_P("topP", Place.OPTIONS, "top_p", "top_p", Double.class),
    MIN_P("minP", Place.OPTIONS, "min_p", "min_p", Double.class),
    TYPICAL_P("typicalP", Place.OPTIONS, "typical_p", "typical_p", Double.class),
    REPEAT_LAST_N("repeatLastN", Place.OPTIONS, "repeat_last_n", "repeat_last_n", Integer.class),
    TEMPERATURE("temperature", Place.OPTIONS, "temperature", "temperature", Double.class),
    REPEAT_PENALTY("repeatPenalty", Place.OPTIONS, "repeat_penalty", "repeat_penalty", Double.class),
    PRESENCE_PENALTY("presencePenalty", Place.OPTIONS, "presence_penalty", "presence_penalty", Double.class),
    FREQUENCY_PENALTY("frequencyPenalty", Place.OPTIONS, "frequency_penalty", "frequency_penalty", Double.class),
    STOP("stop", Place.OPTIONS, "stop", "stop", List.class),

    KEEP_ALIVE("keepAlive", Place.TOP, "keep_alive", null, String.class),
    THINK("think", Place.TOP, "think", "reasoning_effort", String.class, Use.CHAT, Use.GENERATE),
    TRUNCATE("truncate", Place.TOP, "truncate", null, Boolean.class),
    SHIFT("shift", Place.TOP, "shift", null, Boolean.class, Use.CHAT, Use.GENERATE),
    LOGPROBS("logprobs", Place.TOP, "logprobs", "logprobs", Boolean.class, Use.CHAT, Use.GENERATE),
    TOP_LOGPROBS("topLogprobs", Place.TOP, "top_logprobs", "top_logprobs", Integer.class, Use.CHAT, Use.GENERATE),
    DIMENSIONS("dimensions", Place.TOP, "dimensions", "dimensions", Integer.class, Use.EMBED),
    RAW("raw", Place.TOP, "raw", null, Boolean.class, Use.GENERATE),
    SUFFIX("suffix", Place.TOP, "suffix", "suffix", String.class, Use.GENERATE),
    TEMPLATE("template", Place.TOP, "template", null, String.class, Use.GENERATE);

    private final String option;
    private final Place place;
    private final String ollamaName;
    private final String openAiName;
    private final Class<?> type;
    private final Set<Use> uses;

    Setting(String option, Place place, String ollamaName, String openAiName, Class<?> type, Use... uses) {
        this.option = option;
        this.place = place;
        this.ollamaName = ollamaName;
        this.openAiName = openAiName;
        this.type = type;
        this.uses = uses.length == 0 ? EnumSet.allOf(Use.class) : EnumSet.copyOf(List.of(uses));
    }

    /** The name of the endpoint option. */
    public String option() {
        return option;
    }

    /** The name of the header that wins over the option. */
    public String header() {
        return "CamelOllama" + Character.toUpperCase(option.charAt(0)) + option.substring(1);
    }

    public Place place() {
        return place;
    }

    public String ollamaName() {
        return ollamaName;
    }

    /** The field's name in OpenAI's API, or null where that has none. */
    public String openAiName() {
        return openAiName;
    }

    public Class<?> type() {
        return type;
    }

    public boolean appliesTo(Use use) {
        return uses.contains(use);
    }

    /** Where Ollama expects the field. */
    public enum Place {
        TOP,
        OPTIONS
    }

    /** The requests that carry settings. */
    public enum Use {
        CHAT,
        GENERATE,
        EMBED
    }
}
