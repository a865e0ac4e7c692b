package dev.serai.ollama;

import org.apache.camel.spi.Metadata;

/** The headers of the component. */
public final class OllamaConstants {

    @Metadata(label = "producer", description = "The model; wins over the endpoint's.", javaType = "String")
    public static final String MODEL = "CamelOllamaModel";

    @Metadata(label = "producer", description = "The system text; wins over the option.", javaType = "String")
    public static final String SYSTEM = "CamelOllamaSystem";

    @Metadata(label = "producer", description = "The question; wins over the option prompt.", javaType = "String")
    public static final String PROMPT = "CamelOllamaPrompt";

    @Metadata(
            label = "producer",
            description =
                    "What the answer must be: json, a JSON schema as text or as a map, or text for no format; wins over the option.",
            javaType = "Object")
    public static final String FORMAT = "CamelOllamaFormat";

    @Metadata(
            label = "producer",
            description = "The tools offered: a list of ToolSpec or of maps, or a JSON array; wins over the option.",
            javaType = "Object")
    public static final String TOOLS = "CamelOllamaTools";

    @Metadata(
            label = "producer",
            description =
                    "The pictures that the question is about: one or a list of byte[], File, Path, InputStream, ChatImage, or base64 text.",
            javaType = "Object")
    public static final String IMAGES = "CamelOllamaImages";

    @Metadata(
            label = "producer",
            description = "What an earlier generate answered in CamelOllamaReplyContext, to go on from there.",
            javaType = "java.util.List<Integer>")
    public static final String CONTEXT = "CamelOllamaContext";

    @Metadata(
            label = "producer",
            description =
                    "Further options for the model's runner by their own names; win over options of the form option.name.",
            javaType = "java.util.Map<String, Object>")
    public static final String OPTIONS = "CamelOllamaOptions";

    @Metadata(label = "producer", description = "The name of the copy, for copy.", javaType = "String")
    public static final String DESTINATION = "CamelOllamaDestination";

    @Metadata(label = "producer", description = "The model that create starts from.", javaType = "String")
    public static final String FROM = "CamelOllamaFrom";

    @Metadata(
            label = "producer",
            description = "The name of the recording, for transcribe; servers choose the decoder by its ending.",
            javaType = "String")
    public static final String FILE_NAME = "CamelOllamaFileName";

    @Metadata(
            label = "producer",
            description = "The language of the recording; wins over the option.",
            javaType = "String")
    public static final String LANGUAGE = "CamelOllamaLanguage";

    @Metadata(
            label = "producer",
            description = "How much memory models may fill, for doctor; wins over the option.",
            javaType = "String")
    public static final String MEMORY = "CamelOllamaMemory";

    @Metadata(
            label = "producer",
            description =
                    "The digest of a blob, as sha256: and 64 hexadecimal digits. blobs computes it when it is missing, and gives it as the body.",
            javaType = "String")
    public static final String DIGEST = "CamelOllamaDigest";

    @Metadata(label = "producer", description = "Wins over the option numCtx.", javaType = "Integer")
    public static final String NUM_CTX = "CamelOllamaNumCtx";

    @Metadata(label = "producer", description = "Wins over the option numBatch.", javaType = "Integer")
    public static final String NUM_BATCH = "CamelOllamaNumBatch";

    @Metadata(label = "producer", description = "Wins over the option numGpu.", javaType = "Integer")
    public static final String NUM_GPU = "CamelOllamaNumGpu";

    @Metadata(label = "producer", description = "Wins over the option mainGpu.", javaType = "Integer")
    public static final String MAIN_GPU = "CamelOllamaMainGpu";

    @Metadata(label = "producer", description = "Wins over the option useMmap.", javaType = "Boolean")
    public static final String USE_MMAP = "CamelOllamaUseMmap";

    @Metadata(label = "producer", description = "Wins over the option numThread.", javaType = "Integer")
    public static final String NUM_THREAD = "CamelOllamaNumThread";

    @Metadata(label = "producer", description = "Wins over the option draftNumPredict.", javaType = "Integer")
    public static final String DRAFT_NUM_PREDICT = "CamelOllamaDraftNumPredict";

    @Metadata(label = "producer", description = "Wins over the option numKeep.", javaType = "Integer")
    public static final String NUM_KEEP = "CamelOllamaNumKeep";

    @Metadata(label = "producer", description = "Wins over the option seed.", javaType = "Integer")
    public static final String SEED = "CamelOllamaSeed";

    @Metadata(label = "producer", description = "Wins over the option numPredict.", javaType = "Integer")
    public static final String NUM_PREDICT = "CamelOllamaNumPredict";

    @Metadata(label = "producer", description = "Wins over the option topK.", javaType = "Integer")
    public static final String TOP_K = "CamelOllamaTopK";

    @Metadata(label = "producer", description = "Wins over the option topP.", javaType = "Double")
    public static final String TOP_P = "CamelOllamaTopP";

    @Metadata(label = "producer", description = "Wins over the option minP.", javaType = "Double")
    public static final String MIN_P = "CamelOllamaMinP";

    @Metadata(label = "producer", description = "Wins over the option typicalP.", javaType = "Double")
    public static final String TYPICAL_P = "CamelOllamaTypicalP";

    @Metadata(label = "producer", description = "Wins over the option repeatLastN.", javaType = "Integer")
    public static final String REPEAT_LAST_N = "CamelOllamaRepeatLastN";

    @Metadata(label = "producer", description = "Wins over the option temperature.", javaType = "Double")
    public static final String TEMPERATURE = "CamelOllamaTemperature";

    @Metadata(label = "producer", description = "Wins over the option repeatPenalty.", javaType = "Double")
    public static final String REPEAT_PENALTY = "CamelOllamaRepeatPenalty";

    @Metadata(label = "producer", description = "Wins over the option presencePenalty.", javaType = "Double")
    public static final String PRESENCE_PENALTY = "CamelOllamaPresencePenalty";

    @Metadata(label = "producer", description = "Wins over the option frequencyPenalty.", javaType = "Double")
    public static final String FREQUENCY_PENALTY = "CamelOllamaFrequencyPenalty";

    @Metadata(
            label = "producer",
            description =
                    "Wins over the option stop. Texts that end the answer: a list, or one text with commas between them.",
            javaType = "Object")
    public static final String STOP = "CamelOllamaStop";

    @Metadata(label = "producer", description = "Wins over the option keepAlive.", javaType = "String")
    public static final String KEEP_ALIVE = "CamelOllamaKeepAlive";

    @Metadata(label = "producer", description = "Wins over the option think.", javaType = "String")
    public static final String THINK = "CamelOllamaThink";

    @Metadata(label = "producer", description = "Wins over the option truncate.", javaType = "Boolean")
    public static final String TRUNCATE = "CamelOllamaTruncate";

    @Metadata(label = "producer", description = "Wins over the option shift.", javaType = "Boolean")
    public static final String SHIFT = "CamelOllamaShift";

    @Metadata(label = "producer", description = "Wins over the option logprobs.", javaType = "Boolean")
    public static final String LOGPROBS = "CamelOllamaLogprobs";

    @Metadata(label = "producer", description = "Wins over the option topLogprobs.", javaType = "Integer")
    public static final String TOP_LOGPROBS = "CamelOllamaTopLogprobs";

    @Metadata(label = "producer", description = "Wins over the option dimensions.", javaType = "Integer")
    public static final String DIMENSIONS = "CamelOllamaDimensions";

    @Metadata(label = "producer", description = "Wins over the option raw.", javaType = "Boolean")
    public static final String RAW = "CamelOllamaRaw";

    @Metadata(label = "producer", description = "Wins over the option suffix.", javaType = "String")
    public static final String SUFFIX = "CamelOllamaSuffix";

    @Metadata(label = "producer", description = "Wins over the option template.", javaType = "String")
    public static final String TEMPLATE = "CamelOllamaTemplate";

    @Metadata(label = "producer", description = "The model that answered.", javaType = "String")
    public static final String REPLY_MODEL = "CamelOllamaReplyModel";

    @Metadata(description = "The server that answered, or at which it happened.", javaType = "String")
    public static final String NODE = "CamelOllamaNode";

    @Metadata(label = "producer", description = "What the model thought before it answered.", javaType = "String")
    public static final String THINKING = "CamelOllamaThinking";

    @Metadata(
            label = "producer",
            description = "The tools that the model wants called.",
            javaType = "java.util.List<dev.serai.support.chat.ToolCall>")
    public static final String TOOL_CALLS = "CamelOllamaToolCalls";

    @Metadata(
            label = "producer",
            description = "Why the answer ended.",
            javaType = "dev.serai.support.chat.FinishReason")
    public static final String FINISH_REASON = "CamelOllamaFinishReason";

    @Metadata(label = "producer", description = "How many tokens the prompt had.", javaType = "Long")
    public static final String PROMPT_TOKENS = "CamelOllamaPromptTokens";

    @Metadata(label = "producer", description = "How many tokens the answer had.", javaType = "Long")
    public static final String OUTPUT_TOKENS = "CamelOllamaOutputTokens";

    @Metadata(label = "producer", description = "How long the server took in all.", javaType = "Long")
    public static final String TOTAL_MILLIS = "CamelOllamaTotalMillis";

    @Metadata(label = "producer", description = "How long the model took to load.", javaType = "Long")
    public static final String LOAD_MILLIS = "CamelOllamaLoadMillis";

    @Metadata(label = "producer", description = "How long the prompt took to read.", javaType = "Long")
    public static final String PROMPT_MILLIS = "CamelOllamaPromptMillis";

    @Metadata(label = "producer", description = "How long the answer took to write.", javaType = "Long")
    public static final String OUTPUT_MILLIS = "CamelOllamaOutputMillis";

    @Metadata(label = "producer", description = "How fast the answer was written.", javaType = "Double")
    public static final String TOKENS_PER_SECOND = "CamelOllamaTokensPerSecond";

    @Metadata(
            label = "producer",
            description = "True when the server has cut a prompt that did not fit its context.",
            javaType = "Boolean")
    public static final String PROMPT_CUT = "CamelOllamaPromptCut";

    @Metadata(
            label = "producer",
            description = "True when the answer matched the format only at the second try.",
            javaType = "Boolean")
    public static final String REPAIRED = "CamelOllamaRepaired";

    @Metadata(
            label = "producer",
            description = "The log probabilities of the answer's tokens, as the server gives them.",
            javaType = "com.fasterxml.jackson.databind.JsonNode")
    public static final String REPLY_LOGPROBS = "CamelOllamaReplyLogprobs";

    @Metadata(
            label = "producer",
            description = "What a later generate can go on from.",
            javaType = "java.util.List<Integer>")
    public static final String REPLY_CONTEXT = "CamelOllamaReplyContext";

    @Metadata(label = "producer", description = "What doctor found: ok, hints or problems.", javaType = "String")
    public static final String VERDICT = "CamelOllamaVerdict";

    @Metadata(
            label = "producer",
            description = "The server's whole answer to transcribe, with segments where it gives them.",
            javaType = "java.util.Map<String, Object>")
    public static final String TRANSCRIPT = "CamelOllamaTranscript";

    @Metadata(
            label = "consumer",
            description =
                    "What happened to a model: loaded, unloaded, spilled (part of it moved to the CPU) or returned (all of it is on the GPU again).",
            javaType = "String")
    public static final String EVENT = "CamelOllamaEvent";

    @Metadata(label = "consumer", description = "The model it happened to.", javaType = "String")
    public static final String EVENT_MODEL = "CamelOllamaEventModel";

    private OllamaConstants() {}
}
