package dev.serai.support.camel;

import dev.serai.support.http.EgressPolicy;
import dev.serai.support.http.HttpPort;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.CamelContext;

/** Makes HTTP ports that obey the settings of a Camel context. */
public final class HttpPorts {

    /** Names the hosts beyond this machine and the private networks that may be reached, separated by commas. */
    public static final String EGRESS_ALLOW = EgressPolicy.SETTING;

    private HttpPorts() {}

    public static HttpPort create(CamelContext context) {
        return HttpPort.builder().egress(policy(context)).build();
    }

    /** Where the context's components may connect to, for what they do not send through a port. */
    public static EgressPolicy policy(CamelContext context) {
        return EgressPolicy.of(listed(context, EGRESS_ALLOW));
    }

    /** What pages may be read from: nothing, unless {@link EgressPolicy#WEB_SETTING} names it. */
    public static EgressPolicy webPolicy(CamelContext context) {
        return EgressPolicy.web(listed(context, EgressPolicy.WEB_SETTING));
    }

    private static List<String> listed(CamelContext context, String setting) {
        var value = context.getPropertiesComponent().resolveProperty(setting).orElse("");
        return Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }
}
