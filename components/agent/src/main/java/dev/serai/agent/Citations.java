package dev.serai.agent;

import dev.serai.agent.RunState.MadeCall;
import dev.serai.support.text.Passage;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds an answer to the web addresses whose content the run has read. A model makes addresses up, or takes them from
 * pages that it only saw named.
 *
 * @param tools whose successful calls count as reading; empty when answers may name any address
 */
record Citations(Set<String> tools) {

    static final String LEFT_OUT = "[link left out: not read]";

    private static final Pattern ADDRESS =
            Pattern.compile("(?:https?://|www\\.)[^\\s<>\"'`\\\\\\[\\]{}|]+", Pattern.CASE_INSENSITIVE);

    boolean areChecked() {
        return !tools.isEmpty();
    }

    /** What may be named. Results do not count: a page may name any address. */
    Set<String> read(List<MadeCall> calls, List<String> earlierAnswers, Collection<Passage> passages) {
        var read = new LinkedHashSet<String>();
        for (var call : calls) {
            if (!call.failed() && tools.contains(call.call().name())) {
                texts(call.call().arguments(), text -> addresses(text, read::add));
            }
        }
        earlierAnswers.forEach(answer -> addresses(answer, read::add));
        for (var passage : passages) {
            if (passage.source() != null) {
                addresses(passage.source(), read::add);
            }
        }
        return read;
    }

    List<String> violations(String answer, Set<String> read) {
        var unread = new LinkedHashSet<String>();
        addresses(answer, address -> {
            if (!isAmong(address, read)) {
                unread.add(address);
            }
        });
        return unread.isEmpty()
                ? List.of()
                : List.of(
                        "it names addresses that were not read: " + String.join(" ", unread),
                        read.isEmpty()
                                ? "no page was read, so it may name none"
                                : "these were read and may be named: " + String.join(" ", read));
    }

    String withoutUnread(String answer, Set<String> read) {
        return ADDRESS.matcher(answer).replaceAll(match -> {
            var address = trimmed(match.group());
            var rest = match.group().substring(address.length());
            return Matcher.quoteReplacement((isAmong(address, read) ? address : LEFT_OUT) + rest);
        });
    }

    private static boolean isAmong(String address, Set<String> read) {
        var wanted = normal(address);
        return read.stream().anyMatch(one -> normal(one).equals(wanted));
    }

    private static void addresses(String text, Consumer<String> sink) {
        var matcher = ADDRESS.matcher(text);
        while (matcher.find()) {
            sink.accept(trimmed(matcher.group()));
        }
    }

    /** Without what the sentence around it adds. */
    private static String trimmed(String address) {
        int end = address.length();
        while (end > 0) {
            char last = address.charAt(end - 1);
            boolean closes = last == ')' && address.lastIndexOf('(', end - 1) < 0;
            if (!closes && ".,;:!?*_".indexOf(last) < 0) {
                break;
            }
            end--;
        }
        return address.substring(0, end);
    }

    /** The same page is written in several ways. */
    private static String normal(String address) {
        var whole = address.regionMatches(true, 0, "www.", 0, 4) ? "http://" + address : address;
        try {
            var uri = new URI(whole);
            if (uri.getRawAuthority() != null) {
                var path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
                var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
                var host = uri.getRawAuthority().toLowerCase(Locale.ROOT).replaceFirst(":(80|443)$", "");
                return host + path + query;
            }
        } catch (URISyntaxException e) {
            // compared as it is
        }
        return whole;
    }

    private static void texts(Object value, Consumer<String> sink) {
        if (value instanceof String text) {
            sink.accept(text);
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(one -> texts(one, sink));
        } else if (value instanceof Collection<?> several) {
            new ArrayList<>(several).forEach(one -> texts(one, sink));
        }
    }
}
