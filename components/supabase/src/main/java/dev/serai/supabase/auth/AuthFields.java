package dev.serai.supabase.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.supabase.Access;
import dev.serai.supabase.JsonText;
import dev.serai.supabase.SupabaseConfiguration;
import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.client.RestClient;
import dev.serai.supabase.client.Segment;
import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.support.http.Encoding;
import dev.serai.support.json.Json;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;

/**
 * The fields of a request: from headers, else from the body, else from options. A field that the action does not take is
 * an error, since the body may come from a stranger.
 */
final class AuthFields {

    private static final String EMAIL = "email";
    private static final String PASSWORD = "password";
    private static final String ID = "id";
    /** It names the user by itself, and the service wants no address beside it. */
    private static final String HASH = "token_hash";

    private static final String REDIRECT = "redirect_to";
    private static final Map<String, String> HEADERS = Map.of(
            EMAIL,
            SupabaseConstants.EMAIL,
            PASSWORD,
            SupabaseConstants.PASSWORD,
            "token",
            SupabaseConstants.OTP,
            ID,
            SupabaseConstants.USER_ID);

    private final AuthAction action;
    private final SupabaseConfiguration configuration;
    private final AuthOptions options;

    AuthFields(AuthAction action, SupabaseConfiguration configuration, AuthOptions options) {
        this.action = action;
        this.configuration = configuration;
        this.options = options;
    }

    /** What the exchange asks for, complete. */
    ObjectNode of(Exchange exchange) {
        var fields = given(exchange);
        fill(fields);
        for (var field : action.required()) {
            if (Arrays.stream(field.split("\\|")).noneMatch(name -> has(fields, name))) {
                throw bad(action.word() + " needs " + field.replace("|", " or "));
            }
        }
        return fields;
    }

    /** The path with its query, and the body without what stands there. */
    static String path(AuthAction action, ObjectNode fields) {
        var path = action.path();
        if (action.isOfOneUser()) {
            path += Segment.of(fields.remove(ID).asText());
        }
        var redirect = fields.remove(REDIRECT);
        return redirect == null ? path : path + "?" + REDIRECT + "=" + Encoding.part(redirect.asText());
    }

    /** What the body and the headers say. */
    ObjectNode given(Exchange exchange) {
        if (action.fields().isEmpty()) {
            return Json.object();
        }
        var fields = body(exchange);
        fields.fieldNames().forEachRemaining(name -> {
            if (!action.takes(name)) {
                var shown = name.matches("\\w{1,40}") ? "the field " + name : "a field";
                throw bad("the body has " + shown + ", which " + action.word() + " does not take; it takes "
                        + String.join(", ", action.fields()));
            }
        });
        HEADERS.forEach((field, header) -> {
            // Headers stay for the whole route, so they say whom it is about and never what is changed.
            var about = field.equals(ID) ? action.isOfOneUser() : action.isAboutEmail() && !has(fields, HASH);
            var value = about && action.takes(field) ? header(exchange, header) : null;
            if (value != null) {
                fields.put(field, value);
            }
        });
        var captcha = fields.remove("captcha_token");
        if (captcha != null) {
            fields.putObject("gotrue_meta_security").set("captcha_token", captcha);
        }
        return fields;
    }

    private void fill(ObjectNode fields) {
        // The option's password belongs to the option's address.
        if (action.takesOptionEmail() && !has(fields, EMAIL) && !has(fields, "phone") && !has(fields, HASH)) {
            fill(fields, EMAIL, configuration.getEmail());
            fill(fields, PASSWORD, configuration.getPassword());
        }
        fill(fields, "type", options.getOtpType());
        fill(fields, REDIRECT, options.getRedirectTo());
        // A new user may be given an id, but by no option: there would be only one.
        if (action.isOfOneUser()) {
            fill(fields, ID, options.getUserId());
        }
        if (action == AuthAction.OTP && !fields.has("create_user")) {
            fields.put("create_user", options.isCreateUser());
        }
    }

    private void fill(ObjectNode fields, String name, String value) {
        if (value != null && action.takes(name) && !has(fields, name)) {
            fields.put(name, value);
        }
    }

    private static boolean has(ObjectNode fields, String name) {
        var value = fields.path(name);
        return value.isValueNode() && !value.isNull() && !value.asText().isEmpty();
    }

    private static ObjectNode body(Exchange exchange) {
        var body = exchange.getMessage().getBody();
        if (body == null || "".equals(body)) {
            return Json.object();
        }
        JsonNode json;
        try {
            json = isText(body) ? RestClient.tree(JsonText.of(exchange.getMessage())) : Json.tree(body);
        } catch (IOException | IllegalArgumentException | InvalidPayloadException e) {
            // The words of the cause quote the body.
            throw bad("a " + body.getClass().getSimpleName() + " from which no JSON can be made");
        }
        if (json instanceof ObjectNode object) {
            return object.deepCopy();
        }
        throw bad("the body is no map");
    }

    private static boolean isText(Object body) {
        return body instanceof CharSequence
                || body instanceof byte[]
                || body instanceof InputStream
                || body instanceof Reader
                || body instanceof StreamCache
                || body instanceof WrappedFile
                || body instanceof File
                || body instanceof Path;
    }

    private static String header(Exchange exchange, String name) {
        var value = exchange.getMessage().getHeader(name);
        if (value == null) {
            return null;
        }
        if (value instanceof CharSequence || value instanceof UUID) {
            return value.toString();
        }
        // Without the value: it may be a password.
        throw Access.bad("header " + name + " is no text");
    }

    private static SupabaseException bad(String fact) {
        return new SupabaseException(SupabaseError.BAD_BODY, fact);
    }
}
