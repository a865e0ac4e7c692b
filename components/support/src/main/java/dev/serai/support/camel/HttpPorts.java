package dev.serai.support.camel;

import dev.serai.support.http.EgressPolicy;
import dev.serai.support.http.HttpPort;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.CamelContext;

/** Makes HTTP ports that obey the settings of a Camel context. */
public final class HttpPorts {

    /** Names the hosts beyond this machine and the private networks that may be reached, separated by commas. */
    public static final String EGRESS_ALLOW = "serai.egress.allow";

    private HttpPorts() {}

    public static HttpPort create(CamelContext context) {
        return HttpPort.builder().egress(EgressPolicy.of(allowed(context))).build();
    }

    private static List<String> allowed(CamelContext context) {
        var value =
                context.getPropertiesComponent().resolveProperty(EGRESS_ALLOW).orElse("");
        return Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }
}
