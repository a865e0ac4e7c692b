package dev.serai.openai;

/** Which HTTP server brings the clients. */
public enum GatewayServer {
    /** The Vert.x server of Camel's platform-http. */
    PLATFORM_HTTP,
    /** A servlet container, in which the application has put a {@link dev.serai.openai.servlet.GatewayServlet}. */
    SERVLET
}
