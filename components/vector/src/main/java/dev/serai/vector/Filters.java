package dev.serai.vector;

import dev.serai.support.json.Json;
import dev.serai.support.vector.Filter;
import dev.serai.support.vector.Filter.Comparison;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/** Which chunks an exchange means: all of the endpoint's filters, and the header's. */
final class Filters {

    private final Filter fixed;
    private final Map<String, Template> values = new LinkedHashMap<>();

    Filters(VectorEndpoint endpoint) {
        var configuration = endpoint.getConfiguration();
        fixed = configuration.getFilter() == null ? null : FilterReader.read(configuration.getFilter());
        if (configuration.getFilters() != null) {
            configuration
                    .getFilters()
                    .forEach((name, value) -> values.put(name, Template.of(endpoint.getCamelContext(), value)));
        }
    }

    Filter of(Exchange exchange) {
        var all = new ArrayList<Filter>();
        if (fixed != null) {
            all.add(fixed);
        }
        values.forEach((name, value) -> all.add(equal(name, value, exchange)));
        var header = exchange.getMessage().getHeader(VectorConstants.FILTER);
        if (header != null) {
            all.add(fromHeader(header));
        }
        return all.isEmpty() ? Filter.ALL : all.size() == 1 ? all.get(0) : new Filter.And(all);
    }

    private static Filter fromHeader(Object header) {
        if (header instanceof Filter filter) {
            return filter;
        }
        if (header instanceof Map<?, ?> map) {
            return FilterReader.read(Json.tree(map));
        }
        return FilterReader.read(header.toString());
    }

    /** A missing value must not widen what is found: it may be the name of the only customer who may see it. */
    private static Filter equal(String name, Template template, Exchange exchange) {
        var value = template.value(exchange);
        if (value == null || value.equals("")) {
            throw new VectorException(
                    VectorError.BAD_FILTER,
                    "option filter." + name + " is '" + template + "', which has no value in this message",
                    "Set what the expression reads before this step.",
                    null);
        }
        var plain = PlainValues.of(Map.of(name, value)).get(name);
        var typed = PlainValues.typed(plain);
        var same = new Filter.Compare(name, Comparison.EQ, plain);
        return typed.equals(plain)
                ? same
                : new Filter.Or(List.of(same, new Filter.Compare(name, Comparison.EQ, typed)));
    }

    static Filter source(String source) {
        return new Filter.Compare("source", Comparison.EQ, source);
    }
}
