package dev.serai.ollama;

import dev.serai.ollama.client.NodePolicy;
import java.util.Map;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What an endpoint can be told. Not written after the endpoint has started. */
@UriParams
@Configurer
public class OllamaConfiguration extends ModelConfiguration implements Cloneable {

    @UriParam(defaultValue = "http://localhost:11434")
    @Metadata(
            description =
                    "Where the server is, such as http://localhost:11434 for Ollama, or http://localhost:8080/v1 for a server with OpenAI's API.")
    private String baseUrl = "http://localhost:11434";

    @UriParam(label = "nodes")
    @Metadata(
            description =
                    "Several servers with the same models instead of baseUrl, separated by commas: laptop:11434,strix:11434. Each may carry labels: strix:11434(gpu=rocm;ram=128g).")
    private String hosts;

    @UriParam(label = "nodes", defaultValue = "prefer-loaded", enums = "prefer-loaded,least-busy,in-order")
    @Metadata(
            description =
                    "Which of the hosts answers. prefer-loaded: the one that has the model in memory, among those the one with the fewest requests in flight. least-busy: the one with the fewest requests in flight. in-order: the first one that works.")
    private NodePolicy hostPolicy = NodePolicy.PREFER_LOADED;

    @UriParam(label = "nodes")
    @Metadata(
            description =
                    "Only hosts with these labels are used, for example gpu=rocm. Several are separated by commas, and all must match.")
    private String nodeSelector;

    @UriParam(enums = "ollama,openai")
    @Metadata(
            description =
                    "Which API is spoken: ollama, or openai for any server compatible with it (llama.cpp, vLLM, Groq, OpenRouter, Gemini). Unless set, an address that ends in /v1 or /openai speaks OpenAI's, any other Ollama's.")
    private ModelApi api;

    @UriParam(label = "security", secret = true)
    @Metadata(description = "The key for servers that want one, sent as a bearer token.")
    private String apiKey;

    @UriParam(label = "security", prefix = "httpHeader.", multiValue = true, secret = true)
    @Metadata(description = "Further HTTP headers, for gateways that want them: httpHeader.X-Team=red.")
    private Map<String, Object> httpHeaders;

    @UriParam(label = "advanced,model")
    @Metadata(
            description =
                    "Further options for the model's runner that have no name here, sent as they are: option.some_name=1.")
    private Map<String, Object> extraOptions;

    @UriParam(label = "limits", defaultValue = "10s", javaType = "java.time.Duration")
    @Metadata(description = "How long a connection may take to come about.")
    private long connectTimeout = 10_000;

    @UriParam(label = "limits", defaultValue = "10m", javaType = "java.time.Duration")
    @Metadata(
            description =
                    "How long the answer may take to begin, the loading of the model included. Without stream an answer begins when it is complete.")
    private long firstByteTimeout = 600_000;

    @UriParam(label = "limits", defaultValue = "2m", javaType = "java.time.Duration")
    @Metadata(description = "How long a stream that has begun may be silent.")
    private long idleTimeout = 120_000;

    @UriParam(label = "limits", defaultValue = "1h", javaType = "java.time.Duration")
    @Metadata(
            description =
                    "How long an exchange may take in all; 0 is without limit. Does not count for pull, push, create and blobs.")
    private long totalTimeout = 3_600_000;

    @UriParam(label = "limits", defaultValue = "67108864")
    @Metadata(description = "How many bytes an answer may have.")
    private long maxResponseSize = 67108864;

    @UriParam(label = "limits", defaultValue = "2")
    @Metadata(
            description =
                    "How often a request is tried again when the server is busy (429, 503) or not reached. A Retry-After of the server is honoured.")
    private int retries = 2;

    @UriParam(label = "limits", defaultValue = "500", javaType = "java.time.Duration")
    @Metadata(description = "How long the first wait before another try is; it doubles from try to try.")
    private long retryDelay = 500;

    @UriParam(label = "limits", defaultValue = "0")
    @Metadata(
            description =
                    "How many requests of this endpoint are in flight at most; others wait in line, without a thread. 0 is without limit.")
    private int maxInFlight = 0;

    @UriParam(label = "chat")
    @Metadata(
            description =
                    "The system text: what the model is to be. A resource is read with resource:classpath:role.txt or resource:file:role.txt. A conversation that has a system message of its own keeps that.")
    private String system;

    @UriParam(label = "chat")
    @Metadata(description = "The question, when the body is the picture or the recording that it is about.")
    private String prompt;

    @UriParam(label = "chat", defaultValue = "false")
    @Metadata(description = "Whether the answer comes while it is written: the body is then a stream of deltas.")
    private boolean stream;

    @UriParam(label = "chat")
    @Metadata(
            description =
                    "Where the deltas go, with stream=true: an endpoint that gets each delta as a message in order, such as direct:delta, or sse, the HTTP response of the platform-http consumer the route starts with. The exchange goes on with the whole answer when the stream has ended.")
    private String streamTo;

    @UriParam(label = "chat")
    @Metadata(
            description =
                    "What the answer must be: json, or a JSON schema, inline or as resource:classpath:answer.json. The answer is validated; one that does not match is sent back to the model once with what is wrong.")
    private String format;

    @UriParam(label = "chat")
    @Metadata(
            description =
                    "The tools offered to the model, as OpenAI writes them: a JSON array, inline or as resource:classpath:tools.json. The calls come in the header CamelOllamaToolCalls.")
    private String tools;

    @UriParam(label = "chat", defaultValue = "warn", enums = "warn,fail,ignore")
    @Metadata(
            description =
                    "What happens when the server has silently cut a prompt that did not fit its context: warn (log and header), fail, or ignore.")
    private CutPolicy onCut = CutPolicy.WARN;

    @UriParam(label = "chat", defaultValue = "true")
    @Metadata(
            description =
                    "Whether the model's abilities are checked when the route starts, if the endpoint offers tools or sets think. A server that is not up yet is no failure.")
    private boolean checkModel = true;

    @UriParam(label = "model", defaultValue = "never", enums = "never,if-missing,always")
    @Metadata(
            description =
                    "Whether a model that is not on the server is downloaded: never, if-missing, or always (once for each endpoint, before its first request).")
    private PullPolicy pullPolicy = PullPolicy.NEVER;

    @UriParam(label = "security", defaultValue = "false")
    @Metadata(description = "Whether models that Ollama runs in its cloud may be used. Their requests leave the house.")
    private boolean allowCloud;

    @UriParam(label = "transfer")
    @Metadata(
            description =
                    "An endpoint that is told how a pull, push or create goes: percent, bytes and rate as a map, such as direct:progress. Without it the log is told.")
    private String progressTo;

    @UriParam(label = "transfer", defaultValue = "false")
    @Metadata(description = "Whether the server may use a registry without TLS for pull and push.")
    private boolean insecure;

    @UriParam(label = "show", defaultValue = "false")
    @Metadata(description = "Whether show gives the large fields too.")
    private boolean verbose;

    @UriParam(label = "doctor")
    @Metadata(description = "How much memory the models may fill, for example 24g. Doctor then says which models fit.")
    private String memory;

    @UriParam(label = "transcribe")
    @Metadata(description = "The language of the recording, for example de.")
    private String language;

    public String getBaseUrl() {
        return baseUrl;
    }

    public void setBaseUrl(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    public String getHosts() {
        return hosts;
    }

    public void setHosts(String hosts) {
        this.hosts = hosts;
    }

    public NodePolicy getHostPolicy() {
        return hostPolicy;
    }

    public void setHostPolicy(NodePolicy hostPolicy) {
        this.hostPolicy = hostPolicy;
    }

    public String getNodeSelector() {
        return nodeSelector;
    }

    public void setNodeSelector(String nodeSelector) {
        this.nodeSelector = nodeSelector;
    }

    public ModelApi getApi() {
        return api;
    }

    public void setApi(ModelApi api) {
        this.api = api;
    }

    public String getApiKey() {
        return apiKey;
    }

    public void setApiKey(String apiKey) {
        this.apiKey = apiKey;
    }

    public Map<String, Object> getHttpHeaders() {
        return httpHeaders;
    }

    public void setHttpHeaders(Map<String, Object> httpHeaders) {
        this.httpHeaders = httpHeaders;
    }

    public Map<String, Object> getExtraOptions() {
        return extraOptions;
    }

    public void setExtraOptions(Map<String, Object> extraOptions) {
        this.extraOptions = extraOptions;
    }

    public long getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public long getFirstByteTimeout() {
        return firstByteTimeout;
    }

    public void setFirstByteTimeout(long firstByteTimeout) {
        this.firstByteTimeout = firstByteTimeout;
    }

    public long getIdleTimeout() {
        return idleTimeout;
    }

    public void setIdleTimeout(long idleTimeout) {
        this.idleTimeout = idleTimeout;
    }

    public long getTotalTimeout() {
        return totalTimeout;
    }

    public void setTotalTimeout(long totalTimeout) {
        this.totalTimeout = totalTimeout;
    }

    public long getMaxResponseSize() {
        return maxResponseSize;
    }

    public void setMaxResponseSize(long maxResponseSize) {
        this.maxResponseSize = maxResponseSize;
    }

    public int getRetries() {
        return retries;
    }

    public void setRetries(int retries) {
        this.retries = retries;
    }

    public long getRetryDelay() {
        return retryDelay;
    }

    public void setRetryDelay(long retryDelay) {
        this.retryDelay = retryDelay;
    }

    public int getMaxInFlight() {
        return maxInFlight;
    }

    public void setMaxInFlight(int maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    public String getSystem() {
        return system;
    }

    public void setSystem(String system) {
        this.system = system;
    }

    public String getPrompt() {
        return prompt;
    }

    public void setPrompt(String prompt) {
        this.prompt = prompt;
    }

    public boolean isStream() {
        return stream;
    }

    public void setStream(boolean stream) {
        this.stream = stream;
    }

    public String getStreamTo() {
        return streamTo;
    }

    public void setStreamTo(String streamTo) {
        this.streamTo = streamTo;
    }

    public String getFormat() {
        return format;
    }

    public void setFormat(String format) {
        this.format = format;
    }

    public String getTools() {
        return tools;
    }

    public void setTools(String tools) {
        this.tools = tools;
    }

    public CutPolicy getOnCut() {
        return onCut;
    }

    public void setOnCut(CutPolicy onCut) {
        this.onCut = onCut;
    }

    public boolean isCheckModel() {
        return checkModel;
    }

    public void setCheckModel(boolean checkModel) {
        this.checkModel = checkModel;
    }

    public PullPolicy getPullPolicy() {
        return pullPolicy;
    }

    public void setPullPolicy(PullPolicy pullPolicy) {
        this.pullPolicy = pullPolicy;
    }

    public boolean isAllowCloud() {
        return allowCloud;
    }

    public void setAllowCloud(boolean allowCloud) {
        this.allowCloud = allowCloud;
    }

    public String getProgressTo() {
        return progressTo;
    }

    public void setProgressTo(String progressTo) {
        this.progressTo = progressTo;
    }

    public boolean isInsecure() {
        return insecure;
    }

    public void setInsecure(boolean insecure) {
        this.insecure = insecure;
    }

    public boolean isVerbose() {
        return verbose;
    }

    public void setVerbose(boolean verbose) {
        this.verbose = verbose;
    }

    public String getMemory() {
        return memory;
    }

    public void setMemory(String memory) {
        this.memory = memory;
    }

    public String getLanguage() {
        return language;
    }

    public void setLanguage(String language) {
        this.language = language;
    }
    /** The API that is spoken, set or told by the address. */
    public ModelApi spokenApi() {
        if (api != null) {
            return api;
        }
        var address = (hosts == null ? baseUrl : hosts.split("[,(]")[0]).strip().replaceAll("/+$", "");
        return address.endsWith("/v1") || address.endsWith("/openai") ? ModelApi.OPENAI : ModelApi.OLLAMA;
    }

    public OllamaConfiguration copy() {
        try {
            return (OllamaConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }
}
