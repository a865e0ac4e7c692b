package dev.serai.runtime.load;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.camel.component.kamelet.KameletEndpoint;
import org.apache.camel.model.ModelCamelContext;

/** The routes that Kamelets are made into. They outlive the routes that ask for them, so they are taken away here. */
final class KameletRoutes {

    private static final Pattern END = Pattern.compile("^kamelet:(//)?(source|sink)\\b");

    private KameletRoutes() {}

    /** Removes what a step has made of the Kamelets while it ran, such as toD, whose endpoints outlive its route. */
    static void forget(ModelCamelContext context, List<String> kamelets) throws Exception {
        // Routes that use a Kamelet whose file is gone go on with what was made of it.
        var used = Steps.kamelets(context.getRoutes().stream()
                .map(route -> context.getRouteDefinition(route.getRouteId()))
                .filter(Objects::nonNull)
                .toList());
        for (var endpoint : context.getEndpoints()) {
            if (endpoint instanceof KameletEndpoint kamelet
                    && !used.contains(kamelet.getTemplateId())
                    && kamelets.contains(kamelet.getTemplateId())
                    && !END.matcher(kamelet.getEndpointUri()).find()) {
                context.removeEndpoint(endpoint);
            }
        }
    }

    /** Removes the routes of Kamelets that no endpoint asks for any more, and what those alone have asked for. */
    static void sweep(ModelCamelContext context) throws Exception {
        for (var again = true; again; ) {
            again = false;
            var asked = new HashSet<String>();
            for (var endpoint : context.getEndpoints()) {
                // A Kamelet's own ends have its route's id too, and would keep it alive.
                if (endpoint instanceof KameletEndpoint kamelet
                        && !END.matcher(kamelet.getEndpointUri()).find()) {
                    asked.add(kamelet.getRouteId());
                }
            }
            for (var route : context.getRoutes()) {
                if (route.isCreatedByKamelet() && !asked.contains(route.getRouteId())) {
                    context.getRouteController().stopRoute(route.getRouteId(), 1, TimeUnit.SECONDS);
                    context.removeRoute(route.getRouteId());
                    again = true;
                }
            }
        }
    }
}
