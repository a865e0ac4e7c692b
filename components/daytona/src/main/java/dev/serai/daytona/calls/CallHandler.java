package dev.serai.daytona.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.daytona.Access;
import dev.serai.daytona.Arguments;
import dev.serai.daytona.DaytonaConstants;
import dev.serai.daytona.OperationHandler;
import dev.serai.daytona.calls.Argument.Place;
import dev.serai.daytona.client.Segment;
import dev.serai.daytona.client.Toolbox;
import dev.serai.support.http.Encoding;
import dev.serai.support.http.HttpCall;
import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.Exchange;

/** Does what is one request. */
public final class CallHandler implements OperationHandler {

    private static final Pattern IN_PATH = Pattern.compile("\\{(\\w+)}");
    private static final Pattern USER_INFO = Pattern.compile("//([^/@]*)@");

    private final Access access;
    private final Call call;

    public CallHandler(Access access, Call call) {
        this.access = access;
        this.call = call;
    }

    @Override
    public CompletionStage<?> handle(Exchange exchange) {
        var arguments = access.arguments(exchange);
        return ask(exchange, arguments).thenAccept(answer -> answer(exchange, answer));
    }

    private CompletionStage<JsonNode> ask(Exchange exchange, Arguments arguments) {
        // A mistake in the arguments is told before a sandbox is leased for nothing.
        filled(access.gateway().api(call.method(), path(arguments, "x") + query(arguments)), arguments);
        return switch (call.scope()) {
            case SERVICE -> service(arguments, null);
            case NAMED -> service(arguments, access.named(exchange));
            case CURRENT -> access.within(exchange, toolbox -> service(arguments, toolbox.id()));
            case INSIDE -> access.within(exchange, toolbox -> inside(toolbox, arguments));
        };
    }

    private CompletionStage<JsonNode> service(Arguments arguments, String sandbox) {
        var request = access.gateway().api(call.method(), path(arguments, sandbox) + query(arguments));
        return access.gateway().ask(filled(request, arguments), call.family(), secrets(arguments));
    }

    private CompletionStage<JsonNode> inside(Toolbox toolbox, Arguments arguments) {
        var request = toolbox.call(call.method(), path(arguments, null) + query(arguments));
        return toolbox.ask(filled(request, arguments), call.family(), secrets(arguments));
    }

    private String path(Arguments arguments, String sandbox) {
        return IN_PATH.matcher(call.path()).replaceAll(found -> {
            var name = found.group(1);
            return Segment.of(name.equals("sandbox") && sandbox != null ? sandbox : arguments.required(name));
        });
    }

    private String query(Arguments arguments) {
        var parts = new ArrayList<String>();
        for (var argument : call.arguments()) {
            var value = argument.place() == Place.QUERY ? argument.value(arguments) : null;
            if (value != null && value.isArray()) {
                value.forEach(each -> parts.add(argument.wireName() + "=" + Encoding.part(each.asText())));
            } else if (value != null) {
                parts.add(argument.wireName() + "="
                        + Encoding.part(value.isValueNode() ? value.asText() : value.toString()));
            }
        }
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    private HttpCall filled(HttpCall.Builder request, Arguments arguments) {
        var body = Json.object();
        var any = false;
        for (var argument : call.arguments()) {
            if (argument.place() == Place.BODY) {
                any = true;
                put(body, argument.wireName(), argument.value(arguments));
            }
        }
        if (any) {
            request.json(Json.bytes(body));
        }
        if (call.slow()) {
            var limits = access.gateway().limits();
            var patience = access.patience(arguments);
            if (patience.compareTo(limits.firstByte()) > 0) {
                request.limits(limits.withFirstByte(patience).withTotal(patience.plus(limits.idle())));
            }
        }
        return request.repeatable(call.repeatable()).build();
    }

    private static void put(ObjectNode body, String wireName, JsonNode value) {
        if (value == null) {
            return;
        }
        int dot = wireName.indexOf('.');
        if (dot < 0) {
            body.set(wireName, value);
        } else {
            put(body.withObjectProperty(wireName.substring(0, dot)), wireName.substring(dot + 1), value);
        }
    }

    /** What a server may repeat in an error and nobody should read. */
    private List<String> secrets(Arguments arguments) {
        var secrets = new ArrayList<String>();
        Stream.of("password", "token")
                .map(arguments::text)
                .filter(text -> text != null && !text.isBlank())
                .forEach(secrets::add);
        var repository = arguments.text("repository");
        if (repository != null) {
            var user = USER_INFO.matcher(repository);
            if (user.find()) {
                Stream.of(user.group(1).split(":", 2))
                        .filter(part -> !part.isBlank())
                        .forEach(secrets::add);
            }
        }
        return secrets;
    }

    private void answer(Exchange exchange, JsonNode answer) {
        var message = exchange.getMessage();
        message.setBody(
                answer.isMissingNode() || answer.isNull() ? null : Json.MAPPER.convertValue(answer, Object.class));
        if (call.operation().equals("session/exec")) {
            message.setHeader(DaytonaConstants.COMMAND_ID, answer.path("cmdId").asText(null));
            message.setHeader(
                    DaytonaConstants.EXIT_CODE,
                    answer.path("exitCode").isInt() ? answer.path("exitCode").asInt() : null);
        }
    }
}
