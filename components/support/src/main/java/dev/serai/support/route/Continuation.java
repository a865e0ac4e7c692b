package dev.serai.support.route;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.processor.Pipeline;
import org.apache.camel.spi.InternalProcessor;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.service.ServiceHelper;

/**
 * What is left of a route from one of its nodes on: the node's block, then what follows in each block around it. The
 * nodes are those of the route, with their error handlers. It holds for the route as it is loaded now.
 */
public final class Continuation {

    private final Route route;
    private final InternalProcessor rest;

    private Continuation(Route route, Processor rest) {
        this.route = route;
        this.rest = like(route, rest);
    }

    /**
     * Where a node stands, in a form that also finds it in another process and after the route was loaded again: by the
     * id that its author gave it, else by its place and what it does, since Camel's own ids change.
     */
    public static String address(Route route, String nodeId) {
        return Place.of(route, nodeId).address();
    }

    /** Goes on with the node at an {@link #address}; fails when something else stands there by now. */
    public static Continuation atAddress(Route route, String address) {
        return new Continuation(route, Place.at(route, address).from());
    }

    /** Goes on with the node itself. */
    public static Continuation at(Route route, String nodeId) {
        return new Continuation(route, Place.of(route, nodeId).from());
    }

    /** Goes on with what comes after the node. */
    public static Continuation after(Route route, String nodeId) {
        return new Continuation(route, Place.of(route, nodeId).behind());
    }

    /**
     * Sends the exchange through what is left, as an exchange of this route of its own.
     *
     * @param exchange one that is in no route yet
     * @return the exchange when it has come to its end, also when it has failed there: it then holds the exception
     */
    public CompletionStage<Exchange> run(Exchange exchange) {
        var context = exchange.getContext();
        var id = route.getRouteId();
        if (context.getRoute(id) != route) {
            return CompletableFuture.failedFuture(new RouteException(
                    RouteError.ROUTE_STOPPED, "route '" + id + "' has been taken away or loaded again"));
        }
        var status = context.getRouteController().getRouteStatus(id);
        if (status == null || !status.isStarted() && !status.isSuspended()) {
            return CompletableFuture.failedFuture(
                    new RouteException(RouteError.ROUTE_STOPPED, "route '" + id + "' does not run"));
        }
        exchange.getExchangeExtension().setFromEndpoint(route.getEndpoint());
        exchange.getExchangeExtension().setFromRouteId(id);
        var done = new CompletableFuture<Exchange>();
        rest.process(exchange, synchronously -> done.complete(exchange));
        return done;
    }

    /** With what a route has around its nodes: the unit of work, the policies, and the count of exchanges on their way. */
    private static InternalProcessor like(Route route, Processor rest) {
        CamelContext context = route.getCamelContext();
        var pipeline = new Pipeline(context, rest == null ? List.of() : List.of(rest));
        var internal = PluginHelper.getInternalProcessorFactory(context)
                .addUnitOfWorkProcessorAdvice(context, pipeline, route);
        if (!route.getRoutePolicyList().isEmpty()) {
            internal.addRoutePolicyAdvice(route.getRoutePolicyList());
        }
        internal.addRouteInflightRepositoryAdvice(context.getInflightRepository(), route.getRouteId());
        internal.setRouteOnAdvices(route);
        // Not started: what it holds belongs to the route, which starts and stops it.
        ServiceHelper.buildService(internal);
        return internal;
    }
}
