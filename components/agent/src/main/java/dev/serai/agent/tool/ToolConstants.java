package dev.serai.agent.tool;

import org.apache.camel.spi.Metadata;

/** The headers that a tool's route finds. */
public final class ToolConstants {

    @Metadata(label = "consumer", description = "The tool's name.", javaType = "String")
    public static final String NAME = "CamelToolName";

    @Metadata(
            label = "consumer",
            description = "The id that the model, or another caller, gave the call.",
            javaType = "String")
    public static final String CALL_ID = "CamelToolCallId";

    @Metadata(
            label = "consumer",
            description =
                    "The beginning of a header for each argument, CamelToolArg_city for city. The body is a map of the same arguments.",
            javaType = "Object")
    public static final String ARGUMENT = "CamelToolArg_";

    private ToolConstants() {}
}
