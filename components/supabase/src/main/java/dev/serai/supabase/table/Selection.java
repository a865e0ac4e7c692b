package dev.serai.supabase.table;

import dev.serai.supabase.Access;
import dev.serai.supabase.SupabaseConfiguration;
import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.client.FilterValues;
import dev.serai.supabase.client.FilterWords;
import dev.serai.supabase.client.RestRequest;
import dev.serai.support.camel.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/** Which rows and columns an exchange means: its headers, else the endpoint's options. */
record Selection(
        String columns, List<Map.Entry<String, String>> conditions, String order, Integer limit, Integer offset) {

    /**
     * @param writes whether rows are to be changed
     */
    static Selection of(Exchange exchange, SupabaseConfiguration configuration, TableOptions options, boolean writes) {
        var words =
                Headers.get(exchange, SupabaseConstants.FILTER, String.class, configuration.getFilter(), Access::bad);
        var conditions = new ArrayList<>(FilterWords.parse(words));
        var values = exchange.getMessage().getHeader(SupabaseConstants.FILTERS);
        if (values instanceof Map<?, ?> map) {
            conditions.addAll(FilterValues.of(map, writes));
        } else if (values != null) {
            throw Access.bad("header " + SupabaseConstants.FILTERS + " is no map");
        }
        return new Selection(
                squeezed(Headers.get(
                        exchange, SupabaseConstants.COLUMNS, String.class, options.getColumns(), Access::bad)),
                conditions,
                squeezed(Headers.get(
                        exchange, SupabaseConstants.ORDER, String.class, configuration.getOrder(), Access::bad)),
                number(exchange, SupabaseConstants.LIMIT, configuration.getLimit()),
                number(exchange, SupabaseConstants.OFFSET, configuration.getOffset()));
    }

    private static Integer number(Exchange exchange, String header, Integer option) {
        var number = Headers.get(exchange, header, Integer.class, option, Access::bad);
        if (number != null && number < 0) {
            throw Access.bad("limit or offset is " + number + ", but at least 0 is needed");
        }
        return number;
    }

    /** Blanks outside of quotes are for the reader, and the server takes them for parts of names. */
    private static String squeezed(String words) {
        if (words == null) {
            return null;
        }
        var text = new StringBuilder();
        boolean quoted = false;
        for (char c : words.toCharArray()) {
            quoted ^= c == '"';
            if (quoted || !Character.isWhitespace(c)) {
                text.append(c);
            }
        }
        return text.isEmpty() ? null : text.toString();
    }

    Selection limited(Integer newLimit, Integer newOffset) {
        return new Selection(columns, conditions, order, newLimit, newOffset);
    }

    Selection ordered(String newOrder) {
        return new Selection(columns, conditions, newOrder, limit, offset);
    }

    Selection and(Map.Entry<String, String> condition) {
        var all = new ArrayList<>(conditions);
        all.add(condition);
        return new Selection(columns, all, order, limit, offset);
    }

    boolean narrows() {
        return FilterWords.narrows(conditions);
    }

    RestRequest on(RestRequest request) {
        return request.with("select", columns)
                .with(conditions)
                .with("order", order)
                .with("offset", offset)
                .with("limit", limit);
    }
}
