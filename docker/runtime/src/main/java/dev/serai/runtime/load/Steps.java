package dev.serai.runtime.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.CircuitBreakerDefinition;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.EnrichDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.KameletDefinition;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.OutputNode;
import org.apache.camel.model.PollEnrichDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.TryDefinition;

/** The steps of a route as a tree, the way a reader of the file sees it. */
final class Steps {

    private static final String KAMELET = "kamelet:";
    private static final Set<String> ADDRESSES = Set.of("constant", "simple");

    private Steps() {}

    /** What stands inside of a step. */
    static List<OptionalIdentifiedDefinition<?>> inside(OptionalIdentifiedDefinition<?> step) {
        var inside = new ArrayList<OptionalIdentifiedDefinition<?>>();
        if (step instanceof ChoiceDefinition choice) {
            inside.addAll(choice.getWhenClauses());
            if (choice.getOtherwise() != null) {
                inside.add(choice.getOtherwise());
            }
        } else if (step instanceof ProcessorDefinition<?> processor) {
            inside.addAll(processor.getOutputs());
        } else if (step instanceof OutputNode node) {
            inside.addAll(node.getOutputs());
        }
        if (step instanceof TryDefinition tried) {
            add(inside, tried.getCatchClauses());
            add(inside, tried.getFinallyClause() == null ? List.of() : List.of(tried.getFinallyClause()));
        }
        if (step instanceof CircuitBreakerDefinition breaker && breaker.getOnFallback() != null) {
            inside.add(breaker.getOnFallback());
        }
        return inside;
    }

    /** Camel keeps some blocks among the outputs or beside them, depending on how far the route is prepared. */
    private static void add(
            List<OptionalIdentifiedDefinition<?>> inside, List<? extends OptionalIdentifiedDefinition<?>> more) {
        more.stream()
                .filter(step -> inside.stream().noneMatch(known -> known == step))
                .forEach(inside::add);
    }

    /** Calls for each step, a step before what is inside of it. */
    static void each(
            List<? extends OptionalIdentifiedDefinition<?>> steps, Consumer<OptionalIdentifiedDefinition<?>> consumer) {
        for (var step : steps) {
            consumer.accept(step);
            each(inside(step), consumer);
        }
    }

    /** The steps that the route itself has; what holds for all routes of its file stands before them. */
    static List<ProcessorDefinition<?>> own(RouteDefinition route) {
        return route.getOutputs().stream().filter(step -> !step.isAbstract()).toList();
    }

    /** An address that a route names, and where. */
    record Address(String uri, int line) {}

    static List<Address> addresses(RouteDefinition route) {
        var addresses = new ArrayList<Address>();
        if (route.getInput() != null) {
            addresses.add(new Address(
                    route.getInput().getEndpointUri(), route.getInput().getLineNumber()));
        }
        each(route.getOutputs(), step -> {
            var uri = uri(step);
            if (uri != null) {
                addresses.add(new Address(uri, step.getLineNumber()));
            }
        });
        return addresses;
    }

    private static String uri(OptionalIdentifiedDefinition<?> step) {
        if (step instanceof EndpointRequiredDefinition sends) {
            return sends.getEndpointUri();
        }
        if (step instanceof ToDynamicDefinition sends) {
            return sends.getUri();
        }
        var asks = step instanceof EnrichDefinition || step instanceof PollEnrichDefinition;
        var expression = asks ? ((ExpressionNode) step).getExpression() : null;
        // What other languages say is no address as it is written.
        return expression != null && ADDRESSES.contains(String.valueOf(expression.getLanguage()))
                ? expression.getExpression()
                : null;
    }

    static Set<String> kamelets(List<RouteDefinition> routes) {
        var names = new LinkedHashSet<String>();
        for (var route : routes) {
            addresses(route).forEach(address -> kamelet(address.uri(), names));
            each(route.getOutputs(), step -> {
                if (step instanceof KameletDefinition kamelet) {
                    kamelet(KAMELET + kamelet.getName(), names);
                }
            });
        }
        return names;
    }

    private static void kamelet(String uri, Set<String> names) {
        if (uri != null && uri.startsWith(KAMELET)) {
            var name = uri.substring(KAMELET.length()).split("[/?]", 2)[0];
            if (!name.equals("source") && !name.equals("sink")) {
                names.add(name);
            }
        }
    }

    /**
     * Names routes and steps that have no id. Camel would count over all files, so that a step's id would depend on what
     * was loaded before; a parked run that goes on behind a step needs the same id after a restart.
     */
    static void name(List<RouteDefinition> routes, String stem) {
        var number = 0;
        var taken = new LinkedHashSet<String>();
        routes.stream().filter(Steps::named).forEach(route -> taken.add(route.getId()));
        for (var route : routes) {
            while (!named(route)) {
                var id = stem + "-" + ++number;
                if (taken.add(id)) {
                    route.setId(id);
                }
            }
            if (route.getInput() != null && !named(route.getInput())) {
                route.getInput().setGeneratedId(route.getId() + "-from");
            }
            var counts = new HashMap<String, Integer>();
            each(own(route), step -> {
                if (!named(step)) {
                    var kind = step.getShortName();
                    // Not setId, which a choice hands on to its last branch.
                    step.setGeneratedId(route.getId() + "-" + kind + counts.merge(kind, 1, Integer::sum));
                }
            });
        }
    }

    /** Whether the file gives the id; Camel counts some before they are needed. */
    private static boolean named(OptionalIdentifiedDefinition<?> step) {
        return step.getId() != null && step.hasCustomIdAssigned();
    }
}
