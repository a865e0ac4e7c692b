package dev.serai.offline.daytona.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.daytona.wire.Call;
import dev.serai.offline.daytona.wire.Refusal;
import dev.serai.offline.http.Json;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Sandboxes in pages: filtered, sorted, and cut where the page before ended. */
final class SandboxList {
    private static final int USUAL = 100;
    private static final int MOST = 200;

    private final Call call;

    SandboxList(Call call) {
        this.call = call;
    }

    JsonNode page(Iterable<Sandbox> all, String toolboxUrl) {
        var found = new ArrayList<Sandbox>();
        var wanted = filter();
        all.forEach(sandbox -> {
            if (wanted.test(sandbox)) {
                found.add(sandbox);
            }
        });
        found.sort(order());
        var limit = limit();
        var from = Math.min(start(), found.size());
        var to = Math.min(from + limit, found.size());
        var answer = Json.object();
        var items = answer.putArray("items");
        found.subList(from, to).forEach(sandbox -> items.add(SandboxShape.of(sandbox, toolboxUrl)));
        if (to < found.size()) {
            answer.put("nextCursor", cursor(to));
        } else {
            answer.putNull("nextCursor");
        }
        return answer.put("total", found.size());
    }

    private Predicate<Sandbox> filter() {
        Predicate<Sandbox> filter = sandbox -> true;
        var labels = labels();
        filter = filter.and(sandbox -> labels.isEmpty() || has(sandbox, labels));
        var states = values("states");
        for (var state : states) {
            if (Arrays.stream(SandboxState.values())
                    .noneMatch(known -> known.wire().equals(state))) {
                throw Refusal.badRequest("Invalid sandbox state: " + state);
            }
        }
        filter = filter.and(
                sandbox -> states.isEmpty() || states.contains(sandbox.state().wire()));
        var snapshots = values("snapshots");
        filter = filter.and(sandbox ->
                snapshots.isEmpty() || snapshots.contains(sandbox.wish().snapshot()));
        var regions = values("regionIds");
        filter = filter.and(
                sandbox -> regions.isEmpty() || regions.contains(sandbox.wish().target()));
        filter = filter.and(sandbox -> begins(sandbox.name(), "name") && begins(sandbox.id(), "id"));
        filter = filter.and(
                sandbox -> flag(sandbox.isPublic(), "isPublic") && flag(sandbox.recoverable(), "isRecoverable"));
        filter = filter.and(sandbox -> between(sandbox.resources().cpu(), "minCpu", "maxCpu")
                && between(sandbox.resources().memory(), "minMemoryGiB", "maxMemoryGiB")
                && between(sandbox.resources().disk(), "minDiskGiB", "maxDiskGiB"));
        return filter.and(sandbox -> between(sandbox.created(), "createdAtAfter", "createdAtBefore")
                && between(sandbox.active(), "lastEventAfter", "lastEventBefore"));
    }

    private Comparator<Sandbox> order() {
        Comparator<Sandbox> order = switch (call.query("sort")) {
            case "name" -> Comparator.comparing(Sandbox::name);
            case "cpu" -> Comparator.comparing(sandbox -> sandbox.resources().cpu());
            case "memoryGib" ->
                Comparator.comparing(sandbox -> sandbox.resources().memory());
            case "diskGib" ->
                Comparator.comparing(sandbox -> sandbox.resources().disk());
            case "createdAt" -> Comparator.comparing(Sandbox::created);
            case "", "lastActivityAt" -> Comparator.comparing(Sandbox::active);
            default -> throw Refusal.badRequest("sort must be one of the known fields");
        };
        // By id where they are equal, so that pages don't overlap.
        return (call.query("order").equals("asc") ? order : order.reversed()).thenComparing(Sandbox::id);
    }

    private JsonNode labels() {
        if (call.query("labels").isEmpty()) {
            return Json.object();
        }
        try {
            return Json.parse(call.query("labels"));
        } catch (UncheckedIOException e) {
            throw Refusal.badRequest("Invalid labels JSON format");
        }
    }

    private static boolean has(Sandbox sandbox, JsonNode labels) {
        var own = sandbox.labels();
        var names = labels.fieldNames();
        while (names.hasNext()) {
            var name = names.next();
            if (!labels.get(name).asText().equals(own.get(name))) {
                return false;
            }
        }
        return true;
    }

    private List<String> values(String name) {
        return call.query().all(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private boolean begins(String value, String name) {
        return value.toLowerCase(Locale.ROOT).startsWith(call.query(name).toLowerCase(Locale.ROOT));
    }

    private boolean flag(boolean value, String name) {
        return call.query(name).isEmpty() || call.query(name).equals(String.valueOf(value));
    }

    private boolean between(int value, String least, String most) {
        return value >= number(least, Integer.MIN_VALUE) && value <= number(most, Integer.MAX_VALUE);
    }

    private boolean between(Instant value, String after, String before) {
        return (call.query(after).isEmpty() || value.isAfter(time(after)))
                && (call.query(before).isEmpty() || value.isBefore(time(before)));
    }

    private Instant time(String name) {
        try {
            return Instant.parse(call.query(name));
        } catch (DateTimeParseException e) {
            throw Refusal.badRequest(name + " must be a valid ISO 8601 date string");
        }
    }

    private int limit() {
        var limit = number("limit", USUAL);
        if (limit < 1 || limit > MOST) {
            throw Refusal.badRequest("limit must be between 1 and " + MOST);
        }
        return limit;
    }

    private int number(String name, int otherwise) {
        var text = call.query(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("\\d{1,9}")) {
            throw Refusal.badRequest(name + " must be a number");
        }
        return Integer.parseInt(text);
    }

    private int start() {
        if (call.query("cursor").isEmpty()) {
            return 0;
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(call.query("cursor")), StandardCharsets.UTF_8);
            return Integer.parseUnsignedInt(text);
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("Invalid cursor");
        }
    }

    private static String cursor(int from) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.valueOf(from).getBytes(StandardCharsets.UTF_8));
    }
}
