package dev.serai.agent;

import dev.serai.support.error.ErrorCode;

/** What can go wrong in an agent, a tool or their memory. ERRORS.md explains each to its reader. */
public enum AgentError implements ErrorCode {
    BAD_OPTION("001", "Correct the option or the header of that name."),
    NO_MODEL("002", "Set model to an endpoint that answers a ChatRequest, such as ollama:chat/qwen3:4b."),
    BAD_BODY("003", "Send a text or a ChatRequest, or set prompt to where the question is."),
    NO_SESSION("004", "Set the header CamelAgentSessionId, or the option session, to what tells conversations apart."),
    UNKNOWN_STORE("005", "Add serai-sql for 'sql', use 'local', or name a bean of the registry as #bean:name."),
    UNKNOWN_TOOL("006", "Start a route from tool: with that name or tag, or correct the option tools."),

    MODEL_FAILED("101", "See the cause; fallbackModel names other models to try."),
    NO_REPLY("102", "Let the model's endpoint give a ChatReply, a ChatStream or a text."),
    TOO_MANY_TURNS("103", "Raise maxTurns, give the agent fewer tools, or a clearer task."),
    REPEATED_CALL("104", "Use a model that calls tools more reliably, or let the tool say why it gave nothing new."),
    TOOL_FAILED("105", "Mend the tool, or set toolErrors=tell to let the model go on without it."),
    TOKEN_LIMIT("106", "Raise tokenLimit, or give the agent a smaller task."),
    TIME_LIMIT("107", "Raise timeLimit, or give the agent a smaller task."),
    BAD_OUTPUT("108", "Use a model that follows formats better, or a simpler schema."),
    GUARD_FAILED("109", "Mend the guard's route; nothing passes a guard that fails."),
    RETRIEVER_FAILED("110", "Mend the retriever's endpoint; see the cause."),
    CANCELLED("111", "Nothing: the caller gave up."),

    MEMORY_FAILED("201", "Look at the store of the conversations; see the cause."),
    RUNS_FAILED("202", "Look at the store of the runs; see the cause."),
    RUN_CONFLICT("203", "Nothing: another process goes on with the run."),
    NO_RUN("204", "Check the run's id; ended runs are deleted after a while."),
    NO_APPROVAL("205", "Check the approval's id; it stands in the agent's reply and in the approval."),
    DECIDED_BEFORE("206", "Nothing: the first decision counts."),
    NO_AGENT("207", "Start a route that calls the agent of that name, then decide again."),

    BAD_TOOL("301", "Correct the tool's options; see the component's README."),
    TOOL_EXISTS("302", "Give one of the two tools another name."),

    MCP_UNREACHABLE("401", "Start the MCP server, or correct its address or command in the option mcp."),
    MCP_REJECTED("402", "Correct the request as the MCP server says."),
    MCP_PROTOCOL(
            "403",
            "Check that the address is that of an MCP server with streamable HTTP, or the command one with stdio."),
    MCP_EGRESS("404", "Add the host to serai.egress.allow if data may go there."),
    MCP_TIMEOUT("405", "Raise toolTimeout, or look at what the MCP server does."),
    MCP_ENDED("406", "Look at what the MCP server's process has written to its error output; it is in the log.");

    private final String number;
    private final String remedy;

    AgentError(String number, String remedy) {
        this.number = number;
        this.remedy = remedy;
    }

    @Override
    public String id() {
        return "AGENT-" + number;
    }

    @Override
    public String remedy() {
        return remedy;
    }
}
