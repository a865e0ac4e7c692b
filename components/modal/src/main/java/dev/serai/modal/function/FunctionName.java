package dev.serai.modal.function;

import dev.serai.modal.Inputs;
import dev.serai.modal.ModalConfiguration;
import dev.serai.modal.ModalConstants;
import dev.serai.modal.ModalEndpoint;
import dev.serai.modal.Settings;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;

/** A function of an app, or {@code Class.method}. */
record FunctionName(String app, String tag) {

    static FunctionName of(ModalEndpoint endpoint) {
        var parts = (endpoint.getName() == null ? "" : endpoint.getName()).split("/", -1);
        if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
            var start = "modal:" + endpoint.getOperation().wireName();
            throw Settings.bad(start + " needs the app and the function, as in " + start + "/app/function");
        }
        return new FunctionName(parts[0], parts[1]);
    }

    /** The parameters of the class, those of the message before those of the options. */
    static Map<String, ?> parameters(Exchange exchange, ModalConfiguration options) {
        var all = new HashMap<String, Object>();
        options.getParameters().forEach((name, value) -> all.put(name, typed(value)));
        all.putAll(Inputs.named(exchange, ModalConstants.PARAMETERS));
        return all;
    }

    /** Options are text; what looks like a number or a truth value is one. */
    private static Object typed(Object value) {
        if (!(value instanceof String text)) {
            return value;
        }
        if (text.matches("-?\\d{1,18}")) {
            return Long.valueOf(text);
        }
        return text.equals("true") || text.equals("false") ? (Object) Boolean.valueOf(text) : text;
    }

    @Override
    public String toString() {
        return app + "/" + tag;
    }
}
