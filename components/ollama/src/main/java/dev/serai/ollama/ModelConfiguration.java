package dev.serai.ollama;

import dev.serai.ollama.client.Setting;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The fields of a request that the model or its runner understands, as options. */
@UriParams
public class ModelConfiguration {

    @UriParam(label = "advanced,model", defaultValue = "8192")
    @Metadata(
            description =
                    "How many tokens the context holds: prompt, history and answer together. Sent with every request of the own API, since the server's own default depends on its memory and is often too small. Not sent to embedding models unless set.")
    private Integer numCtx;

    @UriParam(label = "advanced,model")
    @Metadata(
            description =
                    "How many prompt tokens are read at once. Another value makes the server load the model anew.")
    private Integer numBatch;

    @UriParam(label = "advanced,model")
    @Metadata(description = "How many layers go to the GPU. Another value makes the server load the model anew.")
    private Integer numGpu;

    @UriParam(label = "advanced,model")
    @Metadata(description = "Which GPU is used first. Another value makes the server load the model anew.")
    private Integer mainGpu;

    @UriParam(label = "advanced,model")
    @Metadata(
            description =
                    "Whether the model's file is mapped into memory. Another value makes the server load the model anew.")
    private Boolean useMmap;

    @UriParam(label = "advanced,model")
    @Metadata(description = "How many CPU threads compute. Another value makes the server load the model anew.")
    private Integer numThread;

    @UriParam(label = "advanced,model")
    @Metadata(
            description =
                    "How many tokens a draft model guesses ahead. Another value makes the server load the model anew.")
    private Integer draftNumPredict;

    @UriParam(label = "advanced,model")
    @Metadata(description = "How many tokens of the beginning stay when the context overflows.")
    private Integer numKeep;

    @UriParam(label = "sampling")
    @Metadata(description = "With the same seed and temperature 0 the same prompt gives the same answer.")
    private Integer seed;

    @UriParam(label = "sampling")
    @Metadata(description = "How many tokens the answer may have at most.")
    private Integer numPredict;

    @UriParam(label = "sampling")
    @Metadata(description = "Chooses among this many of the likeliest tokens.")
    private Integer topK;

    @UriParam(label = "sampling")
    @Metadata(description = "Chooses among the likeliest tokens that together have this probability.")
    private Double topP;

    @UriParam(label = "sampling")
    @Metadata(description = "Drops tokens less likely than this part of the likeliest one.")
    private Double minP;

    @UriParam(label = "sampling")
    @Metadata(description = "Prefers tokens of typical probability; 1 is off.")
    private Double typicalP;

    @UriParam(label = "sampling")
    @Metadata(description = "How far back the model looks for repetition; 0 is off, -1 is the whole context.")
    private Integer repeatLastN;

    @UriParam(label = "sampling")
    @Metadata(description = "How freely the model chooses: 0 is always the likeliest token.")
    private Double temperature;

    @UriParam(label = "sampling")
    @Metadata(description = "How strongly repeated tokens are punished; 1 is off.")
    private Double repeatPenalty;

    @UriParam(label = "sampling")
    @Metadata(description = "Punishes tokens that have been there at all.")
    private Double presencePenalty;

    @UriParam(label = "sampling")
    @Metadata(description = "Punishes tokens by how often they have been there.")
    private Double frequencyPenalty;

    @UriParam(label = "sampling")
    @Metadata(
            description =
                    "Texts that end the answer, separated by commas. As a header also a list, for texts that hold a comma.")
    private String stop;

    @UriParam(label = "model")
    @Metadata(
            description =
                    "How long the model stays in memory after the answer, for example 10m; 0 unloads it at once, -1 keeps it.")
    private String keepAlive;

    @UriParam(label = "model")
    @Metadata(
            description =
                    "Whether a thinking model thinks: true, false, or low, medium, high, max where the model knows levels. What it thinks comes in the header CamelOllamaThinking, apart from the answer.")
    private String think;

    @UriParam(label = "model")
    @Metadata(
            description =
                    "With false, a prompt that is longer than the context is refused by the server instead of cut.")
    private Boolean truncate;

    @UriParam(label = "model")
    @Metadata(
            description = "With false, an answer that outgrows the context ends instead of pushing out the beginning.")
    private Boolean shift;

    @UriParam(label = "model")
    @Metadata(
            description =
                    "Whether the log probabilities of the answer's tokens are given, in the header CamelOllamaReplyLogprobs. Not while streaming.")
    private Boolean logprobs;

    @UriParam(label = "model")
    @Metadata(description = "How many alternatives for each token come with the log probabilities, 0 to 20.")
    private Integer topLogprobs;

    @UriParam(label = "embed")
    @Metadata(description = "How many dimensions a vector is cut to, where the model allows it.")
    private Integer dimensions;

    @UriParam(label = "generate")
    @Metadata(description = "With true, the prompt goes to the model without the model's template.")
    private Boolean raw;

    @UriParam(label = "generate")
    @Metadata(description = "The text behind the gap, for models that fill in the middle.")
    private String suffix;

    @UriParam(label = "generate")
    @Metadata(description = "Replaces the model's own prompt template.")
    private String template;

    public Integer getNumCtx() {
        return numCtx;
    }

    public void setNumCtx(Integer numCtx) {
        this.numCtx = numCtx;
    }

    public Integer getNumBatch() {
        return numBatch;
    }

    public void setNumBatch(Integer numBatch) {
        this.numBatch = numBatch;
    }

    public Integer getNumGpu() {
        return numGpu;
    }

    public void setNumGpu(Integer numGpu) {
        this.numGpu = numGpu;
    }

    public Integer getMainGpu() {
        return mainGpu;
    }

    public void setMainGpu(Integer mainGpu) {
        this.mainGpu = mainGpu;
    }

    public Boolean getUseMmap() {
        return useMmap;
    }

    public void setUseMmap(Boolean useMmap) {
        this.useMmap = useMmap;
    }

    public Integer getNumThread() {
        return numThread;
    }

    public void setNumThread(Integer numThread) {
        this.numThread = numThread;
    }

    public Integer getDraftNumPredict() {
        return draftNumPredict;
    }

    public void setDraftNumPredict(Integer draftNumPredict) {
        this.draftNumPredict = draftNumPredict;
    }

    public Integer getNumKeep() {
        return numKeep;
    }

    public void setNumKeep(Integer numKeep) {
        this.numKeep = numKeep;
    }

    public Integer getSeed() {
        return seed;
    }

    public void setSeed(Integer seed) {
        this.seed = seed;
    }

    public Integer getNumPredict() {
        return numPredict;
    }

    public void setNumPredict(Integer numPredict) {
        this.numPredict = numPredict;
    }

    public Integer getTopK() {
        return topK;
    }

    public void setTopK(Integer topK) {
        this.topK = topK;
    }

    public Double getTopP() {
        return topP;
    }

    public void setTopP(Double topP) {
        this.topP = topP;
    }

    public Double getMinP() {
        return minP;
    }

    public void setMinP(Double minP) {
        this.minP = minP;
    }

    public Double getTypicalP() {
        return typicalP;
    }

    public void setTypicalP(Double typicalP) {
        this.typicalP = typicalP;
    }

    public Integer getRepeatLastN() {
        return repeatLastN;
    }

    public void setRepeatLastN(Integer repeatLastN) {
        this.repeatLastN = repeatLastN;
    }

    public Double getTemperature() {
        return temperature;
    }

    public void setTemperature(Double temperature) {
        this.temperature = temperature;
    }

    public Double getRepeatPenalty() {
        return repeatPenalty;
    }

    public void setRepeatPenalty(Double repeatPenalty) {
        this.repeatPenalty = repeatPenalty;
    }

    public Double getPresencePenalty() {
        return presencePenalty;
    }

    public void setPresencePenalty(Double presencePenalty) {
        this.presencePenalty = presencePenalty;
    }

    public Double getFrequencyPenalty() {
        return frequencyPenalty;
    }

    public void setFrequencyPenalty(Double frequencyPenalty) {
        this.frequencyPenalty = frequencyPenalty;
    }

    public String getStop() {
        return stop;
    }

    public void setStop(String stop) {
        this.stop = stop;
    }

    public String getKeepAlive() {
        return keepAlive;
    }

    public void setKeepAlive(String keepAlive) {
        this.keepAlive = keepAlive;
    }

    public String getThink() {
        return think;
    }

    public void setThink(String think) {
        this.think = think;
    }

    public Boolean getTruncate() {
        return truncate;
    }

    public void setTruncate(Boolean truncate) {
        this.truncate = truncate;
    }

    public Boolean getShift() {
        return shift;
    }

    public void setShift(Boolean shift) {
        this.shift = shift;
    }

    public Boolean getLogprobs() {
        return logprobs;
    }

    public void setLogprobs(Boolean logprobs) {
        this.logprobs = logprobs;
    }

    public Integer getTopLogprobs() {
        return topLogprobs;
    }

    public void setTopLogprobs(Integer topLogprobs) {
        this.topLogprobs = topLogprobs;
    }

    public Integer getDimensions() {
        return dimensions;
    }

    public void setDimensions(Integer dimensions) {
        this.dimensions = dimensions;
    }

    public Boolean getRaw() {
        return raw;
    }

    public void setRaw(Boolean raw) {
        this.raw = raw;
    }

    public String getSuffix() {
        return suffix;
    }

    public void setSuffix(String suffix) {
        this.suffix = suffix;
    }

    public String getTemplate() {
        return template;
    }

    public void setTemplate(String template) {
        this.template = template;
    }
    /** The option for a field of the request, or null when it is not set. */
    Object get(Setting setting) {
        return switch (setting) {
            case NUM_CTX -> numCtx;
            case NUM_BATCH -> numBatch;
            case NUM_GPU -> numGpu;
            case MAIN_GPU -> mainGpu;
            case USE_MMAP -> useMmap;
            case NUM_THREAD -> numThread;
            case DRAFT_NUM_PREDICT -> draftNumPredict;
            case NUM_KEEP -> numKeep;
            case SEED -> seed;
            case NUM_PREDICT -> numPredict;
            case TOP_K -> topK;
            case TOP_P -> topP;
            case MIN_P -> minP;
            case TYPICAL_P -> typicalP;
            case REPEAT_LAST_N -> repeatLastN;
            case TEMPERATURE -> temperature;
            case REPEAT_PENALTY -> repeatPenalty;
            case PRESENCE_PENALTY -> presencePenalty;
            case FREQUENCY_PENALTY -> frequencyPenalty;
            case STOP -> stop;
            case KEEP_ALIVE -> keepAlive;
            case THINK -> think;
            case TRUNCATE -> truncate;
            case SHIFT -> shift;
            case LOGPROBS -> logprobs;
            case TOP_LOGPROBS -> topLogprobs;
            case DIMENSIONS -> dimensions;
            case RAW -> raw;
            case SUFFIX -> suffix;
            case TEMPLATE -> template;
        };
    }
}
