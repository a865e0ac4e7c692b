package dev.serai.openai.servlet;

import dev.serai.openai.GatewayComponent;
import dev.serai.openai.http.Admission;
import dev.serai.openai.http.Gateway;
import dev.serai.openai.http.Head;
import dev.serai.openai.http.Plain;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.camel.CamelContext;

/**
 * Brings clients from a servlet container, such as that of Spring Boot. The application registers it under the path of
 * the API, with support for asynchronous requests, and sets the option server to servlet.
 */
public class GatewayServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient CamelContext context;

    public GatewayServlet(CamelContext context) {
        this.context = context;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var gateway = context.getComponent("gateway", GatewayComponent.class).gateway();
        // A container lets clients in before Camel has started.
        if (gateway == null) {
            write(response, Gateway.notStarted());
            return;
        }
        var admission = gateway.admit(new Head(request.getMethod(), path(request), request::getHeader));
        if (admission.refusal() != null) {
            write(response, admission.refusal());
            return;
        }
        var async = request.startAsync();
        // The gateway has its own time limit.
        async.setTimeout(0);
        new BodyListener(gateway.maxRequestSize(), (body, whole) -> serve(gateway, admission, async, body, whole))
                .read(request);
    }

    private static String path(HttpServletRequest request) {
        return request.getPathInfo() == null ? "" : request.getPathInfo();
    }

    private static void serve(Gateway gateway, Admission admission, AsyncContext async, byte[] body, boolean whole) {
        var reply = new ServletReply(async);
        if (!whole) {
            reply.plain(gateway.tooLarge(admission));
            return;
        }
        var call = gateway.serve(admission, body, reply);
        reply.onLeave(call::left);
    }

    static void write(HttpServletResponse response, Plain answer) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setContentLength(answer.body().length);
        response.getOutputStream().write(answer.body());
    }
}
