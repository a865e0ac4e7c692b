package dev.serai.items;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.items.step.Steps;
import dev.serai.items.step.Zones;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/** Says whether a step can be made of settings before there is a context, for programs that write settings. */
public final class StepCheck {

    private StepCheck() {}

    /** Fails as the endpoint would when it starts. */
    public static void check(String operation, JsonNode settings) {
        var options = new ItemsConfiguration();
        settings.fields().forEachRemaining(option -> {
            var maps = Settings.maps(options).get(option.getKey());
            if (maps != null) {
                option.getValue()
                        .fields()
                        .forEachRemaining(one -> maps.put(one.getKey(), Settings.text(one.getValue())));
            } else {
                set(options, option.getKey(), Settings.text(option.getValue()));
            }
        });
        Zones.of(options);
        var wanted = ItemsOperation.of(operation);
        if (wanted != ItemsOperation.LOOP) {
            Steps.of(wanted, options);
        }
    }

    private static void set(ItemsConfiguration options, String name, String value) {
        var setter = Arrays.stream(ItemsConfiguration.class.getMethods())
                .filter(method ->
                        method.getParameterCount() == 1 && method.getName().equalsIgnoreCase("set" + name))
                .findFirst()
                .orElseThrow(() -> new ItemsException(ItemsError.BAD_OPTION, "there is no option " + name));
        try {
            setter.invoke(options, typed(setter, value));
        } catch (IllegalArgumentException e) {
            throw new ItemsException(ItemsError.BAD_OPTION, name + " cannot be '" + value + "'", e);
        } catch (InvocationTargetException | IllegalAccessException e) {
            throw new ItemsException(ItemsError.BAD_OPTION, name + " is refused", e);
        }
    }

    private static Object typed(Method setter, String value) {
        var type = setter.getParameterTypes()[0];
        if (type == boolean.class || type == Boolean.class) {
            return Boolean.parseBoolean(value);
        }
        if (type == int.class || type == Integer.class) {
            return Integer.parseInt(value);
        }
        if (type == long.class || type == Long.class) {
            return Long.parseLong(value);
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(one -> one.toString().equalsIgnoreCase(value))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(value));
        }
        return value;
    }
}
