package dev.serai.items.step;

import dev.serai.items.ItemsConfiguration;
import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.expression.Expression;
import dev.serai.items.model.Fields;
import dev.serai.items.model.Item;
import dev.serai.items.model.Outputs;
import dev.serai.items.model.Values;
import java.util.ArrayList;
import java.util.Map;

/** Sets fields of each item. */
final class SetStep implements Step {

    private final Include include;
    private final Map<String, Expression> fields;
    private final Map<String, Object> types;
    private final Expression json;
    private final boolean dots;
    private final boolean keepBinary;
    private final boolean lenient;

    SetStep(ItemsConfiguration options) {
        include = Include.of(options);
        fields = Options.expressions(options.getFields());
        types = Map.copyOf(options.getTypes());
        json = Options.parameter(options.getJson());
        dots = options.isDots();
        keepBinary = options.isKeepBinary();
        lenient = options.isIgnoreConversionErrors();
        if (fields.isEmpty() && json == null && include.which().equals("none")) {
            throw new ItemsException(ItemsError.MISSING_OPTION, "items:set needs field.*, json or include");
        }
        for (var type : types.values()) {
            Options.oneOf(String.valueOf(type), "type.*", "string", "number", "boolean", "array", "object");
        }
    }

    @Override
    public boolean isForEachItem() {
        return true;
    }

    @Override
    public Outputs run(StepCall call) {
        var out = new ArrayList<Item>();
        for (int i = 0; i < call.items().size(); i++) {
            var item = call.items().get(i);
            var set = include.of(item.json());
            if (json != null) {
                set.putAll(object(json.evaluateJson(call.session(), call.scope().at(i))));
                call.session().keep();
            }
            for (var field : fields.entrySet()) {
                var value = call.value(field.getValue(), i);
                call.session().keep();
                Values.checkSize(value);
                Fields.set(set, field.getKey(), dots, converted(field.getKey(), value));
            }
            out.add(new Item(set, keepBinary ? item.binary() : null, null, null).linked(i));
        }
        return Outputs.single(out);
    }

    private static Map<String, Object> object(Object value) {
        var read = Converting.convert(value, "object");
        if (read == null && value instanceof String text) {
            read = LenientJson.object(text);
        }
        if (read instanceof Map<?, ?> map) {
            @SuppressWarnings("unchecked")
            var fields = (Map<String, Object>) map;
            return fields;
        }
        throw new ItemsException(
                ItemsError.WRONG_TYPE, "the option json gave " + Values.type(value) + " instead of an object");
    }

    private Object converted(String field, Object value) {
        var type = types.get(field);
        if (type == null || value == null) {
            return value;
        }
        var converted = Converting.convert(value, String.valueOf(type));
        if (converted == null && !lenient) {
            throw new ItemsException(
                    ItemsError.WRONG_TYPE,
                    "field '" + field + "' has " + Values.type(value) + " '" + Converting.shown(value)
                            + "', which is no " + type);
        }
        return converted == null ? value : converted;
    }
}
