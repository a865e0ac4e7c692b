package dev.serai.openai;

import org.apache.camel.spi.Metadata;

/** The headers of the component. */
public final class GatewayConstants {

    @Metadata(label = "consumer", description = "The model that the client asked for.", javaType = "String")
    public static final String MODEL = "CamelGatewayModel";

    @Metadata(
            label = "consumer",
            description =
                    "What tells conversations apart: the client's chat id, or what is made of the conversation's beginning. CamelAgentSessionId has the same value, so that agents with a memory find it.",
            javaType = "String")
    public static final String SESSION_ID = "CamelGatewaySessionId";

    @Metadata(
            label = "consumer",
            description = "The name of the key that the client has sent; missing when there are no keys.",
            javaType = "String")
    public static final String CLIENT = "CamelGatewayClient";

    @Metadata(
            label = "consumer",
            description = "For whom the client says it asks. Nobody has checked it.",
            javaType = "String")
    public static final String USER = "CamelGatewayUser";

    @Metadata(
            label = "consumer",
            description = "How many numbers the client wants in each vector.",
            javaType = "Integer")
    public static final String DIMENSIONS = "CamelGatewayDimensions";

    private GatewayConstants() {}
}
