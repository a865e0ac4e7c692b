package dev.serai.agent;

import java.time.Duration;
import java.util.Map;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What an agent can be told. Not written after the endpoint has started. */
@UriParams
@Configurer
public class AgentConfiguration implements Cloneable {

    @UriParam
    @Metadata(
            description =
                    "The model: any endpoint that answers a ChatRequest, such as ollama:chat/qwen3:4b or direct:router.")
    private String model;

    @UriParam
    @Metadata(
            description =
                    "Models that are asked, in this order, when the one before has failed before its first word; separated by commas.")
    private String fallbackModel;

    @UriParam
    @Metadata(
            supportFileReference = true,
            description =
                    "What the model is told beforehand: a text with Simple expressions, or resource:classpath:name.txt, or resource:file:name.txt with such a text.")
    private String system;

    @UriParam(defaultValue = "${body}")
    @Metadata(
            description =
                    "Where the question is, as a Simple expression. A body that is a ChatRequest is taken as it is.")
    private String prompt = "${body}";

    @UriParam(label = "tools")
    @Metadata(
            description =
                    "The tools that the model may call: names or tags of routes that start with tool:, separated by commas; an asterisk stands for all.")
    private String tools;

    @UriParam(label = "tools", prefix = "mcp.", multiValue = true)
    @Metadata(
            description =
                    "MCP servers whose tools the model may call: mcp.files=http://localhost:8931/mcp, or mcp.git=exec:uvx mcp-server-git for a program. mcp.files.tools=read_*,list names some of its tools only; mcp.files.header.X and mcp.git.env.X set HTTP headers and environment variables.")
    private Map<String, Object> mcp;

    @UriParam(label = "tools")
    @Metadata(
            description =
                    "Headers of the message that tools get too, separated by commas, such as the id of the user. Models neither see nor set them.")
    private String toolHeaders;

    @UriParam(label = "tools", defaultValue = "true")
    @Metadata(description = "Whether several calls of one turn are made at the same time.")
    private boolean parallelTools = true;

    @UriParam(label = "tools", defaultValue = "tell", enums = "tell,fail")
    @Metadata(
            description =
                    "What happens when a tool fails. tell: the model gets an error result and goes on. fail: the run ends with AGENT-105.")
    private ToolErrors toolErrors = ToolErrors.TELL;

    @UriParam(label = "tools", defaultValue = "2m", javaType = "java.time.Duration")
    @Metadata(description = "How long a tool may take; then it counts as failed.")
    private Duration toolTimeout = Duration.ofMinutes(2);

    @UriParam(label = "tools", defaultValue = "3")
    @Metadata(
            description =
                    "How often the same call may give the same result in one run before it is ended with AGENT-104; 1 for no limit.")
    private int repeatLimit = 3;

    @UriParam(label = "approval")
    @Metadata(
            description =
                    "Tools whose calls wait until a person allows them: names or tags, separated by commas; an asterisk stands for all. The allowed call is made exactly as it was parked.")
    private String approval;

    @UriParam(label = "approval")
    @Metadata(
            description =
                    "The endpoint that is told of each call that waits; its body is an Approval. Unless set, a bean of the type Approvals is told, if there is one.")
    private String approver;

    @UriParam(label = "approval", defaultValue = "return", enums = "return,wait")
    @Metadata(
            description =
                    "What the route does meanwhile. return: it goes on at once with the status parked, and the answer comes where the decision is made, or to resumeTo. wait: the exchange waits, without a thread, for the answer.")
    private WhenParked whenParked = WhenParked.RETURN;

    @UriParam(label = "memory")
    @Metadata(
            description =
                    "Where conversations are kept: local (this process only), sql (with serai-sql: H2 or PostgreSQL), or a bean as #bean:name. Unless set, each run stands alone.")
    private String memory;

    @UriParam(label = "memory", defaultValue = "${header.CamelAgentSessionId}")
    @Metadata(description = "What tells conversations apart, as a Simple expression. Required with memory.")
    private String session = "${header." + AgentConstants.SESSION_ID + "}";

    @UriParam(label = "memory")
    @Metadata(
            description =
                    "The name under which conversations are kept, for agents that share them. Unless set, the agent's name.")
    private String conversation;

    @UriParam(label = "memory", defaultValue = "20")
    @Metadata(
            description =
                    "How many earlier messages the model sees at most. A call of a tool is never parted from its result.")
    private int memoryMessages = 20;

    @UriParam(label = "memory", defaultValue = "0")
    @Metadata(
            description =
                    "How many tokens of earlier messages the model sees at most, estimated from the length of the texts; 0 for no limit.")
    private int memoryTokens;

    @UriParam(label = "memory", defaultValue = "false")
    @Metadata(description = "Whether the model sums up what falls out of the window, and sees the summary instead.")
    private boolean memorySummary;

    @UriParam(label = "memory")
    @Metadata(description = "The model that sums up, an endpoint like model. Unless set, the model itself.")
    private String summaryModel;

    @UriParam
    @Metadata(
            description =
                    "An endpoint that is asked with the question before the model is, such as vector:documents. The passages it gives are shown to the model.")
    private String retriever;

    @UriParam(defaultValue = "text")
    @Metadata(
            supportFileReference = true,
            description =
                    "What the answer must be: text, json, or a JSON schema, written here or as resource:classpath:name.json. What does not fit is sent back to the model once.")
    private String output = "text";

    @UriParam(defaultValue = "false")
    @Metadata(description = "Whether the answer comes while it is written: the body is then a stream of deltas.")
    private boolean stream;

    @UriParam
    @Metadata(
            description =
                    "Where the deltas go: an endpoint that gets each delta as a message in order, such as direct:delta, or sse, the HTTP response of the platform-http consumer the route starts with. The exchange goes on with the whole answer when the stream has ended.")
    private String streamTo;

    @UriParam(label = "guard")
    @Metadata(
            description =
                    "An endpoint that gets each question first. It may change the body, or refuse by the header CamelAgentGuard=refuse: its body is then the answer.")
    private String inputGuard;

    @UriParam(label = "guard")
    @Metadata(
            description =
                    "An endpoint that gets each answer before anyone sees it, and may change or refuse it as inputGuard may. With stream, the text of the answer then comes in one piece.")
    private String outputGuard;

    @UriParam(label = "guard")
    @Metadata(
            description =
                    "The tools that read web pages, separated by commas. An answer may then name only addresses that one of them was called with in this run, or that an earlier answer names: one that names others goes back to the model once, and what it still names is taken out.")
    private String citeFrom;

    @UriParam(label = "limits", defaultValue = "10")
    @Metadata(description = "How often the model may be asked in one run.")
    private int maxTurns = 10;

    @UriParam(label = "limits", defaultValue = "0")
    @Metadata(description = "How many tokens one run may read and write; 0 for no limit.")
    private long tokenLimit;

    @UriParam(label = "limits", defaultValue = "0", javaType = "java.time.Duration")
    @Metadata(description = "How long one run may work, the time it is parked left out; 0 for no limit.")
    private Duration timeLimit = Duration.ZERO;

    @UriParam(label = "runs", defaultValue = "local")
    @Metadata(
            description =
                    "Where runs and their steps are kept: local (this process only), sql (with serai-sql: survives the end of the process), or a bean as #bean:name.")
    private String runs = "local";

    @UriParam(label = "runs")
    @Metadata(
            description =
                    "The id of the run, such as order-${header.OrderNumber}. A message with the id of a run that has begun asks no second time: it gets the answer of that run, waits for it while it is at work elsewhere, or goes on with it where its process has ended or it has failed. Needs runs=sql or a bean. Unless set, each message begins a run of its own.")
    private String runId;

    @UriParam(label = "runs")
    @Metadata(
            description =
                    "Where answers go that nobody waits for any more: of runs that were parked, and of runs that the end of a process has interrupted. Interrupted runs are gone on with only if it is set.")
    private String resumeTo;

    AgentConfiguration copy() {
        try {
            return (AgentConfiguration) super.clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    public String getModel() {
        return model;
    }

    public void setModel(String model) {
        this.model = model;
    }

    public String getFallbackModel() {
        return fallbackModel;
    }

    public void setFallbackModel(String fallbackModel) {
        this.fallbackModel = fallbackModel;
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

    public String getTools() {
        return tools;
    }

    public void setTools(String tools) {
        this.tools = tools;
    }

    public Map<String, Object> getMcp() {
        return mcp;
    }

    public void setMcp(Map<String, Object> mcp) {
        this.mcp = mcp;
    }

    public String getToolHeaders() {
        return toolHeaders;
    }

    public void setToolHeaders(String toolHeaders) {
        this.toolHeaders = toolHeaders;
    }

    public boolean isParallelTools() {
        return parallelTools;
    }

    public void setParallelTools(boolean parallelTools) {
        this.parallelTools = parallelTools;
    }

    public ToolErrors getToolErrors() {
        return toolErrors;
    }

    public void setToolErrors(ToolErrors toolErrors) {
        this.toolErrors = toolErrors;
    }

    public Duration getToolTimeout() {
        return toolTimeout;
    }

    public void setToolTimeout(Duration toolTimeout) {
        this.toolTimeout = toolTimeout;
    }

    public int getRepeatLimit() {
        return repeatLimit;
    }

    public void setRepeatLimit(int repeatLimit) {
        this.repeatLimit = repeatLimit;
    }

    public String getApproval() {
        return approval;
    }

    public void setApproval(String approval) {
        this.approval = approval;
    }

    public String getApprover() {
        return approver;
    }

    public void setApprover(String approver) {
        this.approver = approver;
    }

    public WhenParked getWhenParked() {
        return whenParked;
    }

    public void setWhenParked(WhenParked whenParked) {
        this.whenParked = whenParked;
    }

    public String getMemory() {
        return memory;
    }

    public void setMemory(String memory) {
        this.memory = memory;
    }

    public String getSession() {
        return session;
    }

    public void setSession(String session) {
        this.session = session;
    }

    public String getConversation() {
        return conversation;
    }

    public void setConversation(String conversation) {
        this.conversation = conversation;
    }

    public int getMemoryMessages() {
        return memoryMessages;
    }

    public void setMemoryMessages(int memoryMessages) {
        this.memoryMessages = memoryMessages;
    }

    public int getMemoryTokens() {
        return memoryTokens;
    }

    public void setMemoryTokens(int memoryTokens) {
        this.memoryTokens = memoryTokens;
    }

    public boolean isMemorySummary() {
        return memorySummary;
    }

    public void setMemorySummary(boolean memorySummary) {
        this.memorySummary = memorySummary;
    }

    public String getSummaryModel() {
        return summaryModel;
    }

    public void setSummaryModel(String summaryModel) {
        this.summaryModel = summaryModel;
    }

    public String getRetriever() {
        return retriever;
    }

    public void setRetriever(String retriever) {
        this.retriever = retriever;
    }

    public String getOutput() {
        return output;
    }

    public void setOutput(String output) {
        this.output = output;
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

    public String getInputGuard() {
        return inputGuard;
    }

    public void setInputGuard(String inputGuard) {
        this.inputGuard = inputGuard;
    }

    public String getCiteFrom() {
        return citeFrom;
    }

    public void setCiteFrom(String citeFrom) {
        this.citeFrom = citeFrom;
    }

    public String getOutputGuard() {
        return outputGuard;
    }

    public void setOutputGuard(String outputGuard) {
        this.outputGuard = outputGuard;
    }

    public int getMaxTurns() {
        return maxTurns;
    }

    public void setMaxTurns(int maxTurns) {
        this.maxTurns = maxTurns;
    }

    public long getTokenLimit() {
        return tokenLimit;
    }

    public void setTokenLimit(long tokenLimit) {
        this.tokenLimit = tokenLimit;
    }

    public Duration getTimeLimit() {
        return timeLimit;
    }

    public void setTimeLimit(Duration timeLimit) {
        this.timeLimit = timeLimit;
    }

    public String getRuns() {
        return runs;
    }

    public void setRuns(String runs) {
        this.runs = runs;
    }

    public String getRunId() {
        return runId;
    }

    public void setRunId(String runId) {
        this.runId = runId;
    }

    public String getResumeTo() {
        return resumeTo;
    }

    public void setResumeTo(String resumeTo) {
        this.resumeTo = resumeTo;
    }
}
