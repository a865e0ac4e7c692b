package dev.serai.agent.telemetry;

/** Names of the OpenTelemetry conventions for generative AI, which are still being developed, and a few of our own. */
final class GenAi {

    static final String OPERATION = "gen_ai.operation.name";
    static final String AGENT = "gen_ai.agent.name";
    static final String CONVERSATION = "gen_ai.conversation.id";
    static final String RESPONSE_MODEL = "gen_ai.response.model";
    static final String FINISH_REASONS = "gen_ai.response.finish_reasons";
    static final String INPUT_TOKENS = "gen_ai.usage.input_tokens";
    static final String OUTPUT_TOKENS = "gen_ai.usage.output_tokens";
    static final String TOKEN_TYPE = "gen_ai.token.type";
    static final String TOOL = "gen_ai.tool.name";
    static final String TOOL_TYPE = "gen_ai.tool.type";
    static final String TOOL_CALL = "gen_ai.tool.call.id";
    static final String ERROR = "error.type";

    static final String RUN = "serai.run.id";
    static final String RUN_STATUS = "serai.run.status";
    static final String TURNS = "serai.run.turns";
    static final String OUTCOME = "serai.tool.outcome";

    static final String INVOKE_AGENT = "invoke_agent";
    static final String EXECUTE_TOOL = "execute_tool";
    static final String CHAT = "chat";

    private GenAi() {}
}
