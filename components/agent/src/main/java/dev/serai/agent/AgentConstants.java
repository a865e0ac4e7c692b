package dev.serai.agent;

import org.apache.camel.spi.Metadata;

/** The headers of the component. */
public final class AgentConstants {

    @Metadata(
            label = "producer",
            description = "What tells conversations apart; the default of the option session reads it.",
            javaType = "String")
    public static final String SESSION_ID = "CamelAgentSessionId";

    @Metadata(label = "producer", description = "The id of the run.", javaType = "String")
    public static final String RUN_ID = "CamelAgentRunId";

    @Metadata(
            label = "producer",
            description = "Decides on a parked call and goes on with its run: the approval's id.",
            javaType = "String")
    public static final String APPROVAL_ID = "CamelAgentApprovalId";

    @Metadata(
            label = "producer",
            description = "What is decided on the call of CamelAgentApprovalId: allow or refuse.",
            javaType = "String")
    public static final String DECISION = "CamelAgentDecision";

    @Metadata(label = "producer", description = "Why a call is refused; the model is told.", javaType = "String")
    public static final String DECISION_REASON = "CamelAgentDecisionReason";

    @Metadata(label = "producer", description = "Who decided.", javaType = "String")
    public static final String DECIDED_BY = "CamelAgentDecidedBy";

    @Metadata(
            label = "producer",
            description = "How the run stands: done, refused (by a guard) or parked (a call waits for a person).",
            javaType = "String")
    public static final String STATUS = "CamelAgentStatus";

    @Metadata(
            label = "producer",
            description = "The calls that wait for a person, when the run is parked.",
            javaType = "java.util.List<dev.serai.support.approval.Approval>")
    public static final String APPROVALS = "CamelAgentApprovals";

    @Metadata(label = "producer", description = "How often the model was asked.", javaType = "Integer")
    public static final String TURNS = "CamelAgentTurns";

    @Metadata(label = "producer", description = "How many calls of tools were made.", javaType = "Integer")
    public static final String TOOL_CALLS = "CamelAgentToolCalls";

    @Metadata(label = "producer", description = "The tokens read by the model, of all turns.", javaType = "Long")
    public static final String PROMPT_TOKENS = "CamelAgentPromptTokens";

    @Metadata(label = "producer", description = "The tokens written by the model, of all turns.", javaType = "Long")
    public static final String OUTPUT_TOKENS = "CamelAgentOutputTokens";

    @Metadata(label = "producer", description = "The model that gave the answer.", javaType = "String")
    public static final String MODEL = "CamelAgentModel";

    @Metadata(
            label = "producer",
            description = "Why the answer ended.",
            javaType = "dev.serai.support.chat.FinishReason")
    public static final String FINISH_REASON = "CamelAgentFinishReason";

    @Metadata(
            label = "producer",
            description = "The passages that the retriever gave.",
            javaType = "java.util.List<dev.serai.support.text.Passage>")
    public static final String SOURCES = "CamelAgentSources";

    @Metadata(
            label = "producer",
            description = "The agent's name, told to models, guards, tools and approvers.",
            javaType = "String")
    public static final String NAME = "CamelAgentName";

    @Metadata(
            label = "producer",
            description = "A guard sets it to refuse: its body is then the answer, and the model is not asked.",
            javaType = "String")
    public static final String GUARD = "CamelAgentGuard";

    private AgentConstants() {}
}
