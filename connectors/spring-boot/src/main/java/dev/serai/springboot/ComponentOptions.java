package dev.serai.springboot;

import dev.serai.support.error.Failures;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.support.PropertyBindingSupport;
import org.apache.camel.util.StringHelper;
import org.apache.camel.util.URISupport;

/** The options of one component, to be set by names as people write them in properties, YAML and the environment. */
final class ComponentOptions {

    private final String prefix;
    private final Component component;
    private final CamelContext context;
    private final PropertyConfigurer configurer;

    ComponentOptions(String prefix, Component component) {
        this.prefix = prefix;
        this.component = component;
        this.context = component.getCamelContext();
        this.configurer = component.getComponentPropertyConfigurer();
    }

    /**
     * Sets what has a value. An empty one is as none, so that {@code ${KEY:}} may stand for what is not there.
     *
     * @param properties the first of several that mean the same option wins
     */
    void set(Map<String, String> properties) {
        var single = new LinkedHashMap<String, Property>();
        var many = new LinkedHashMap<String, List<Property>>();
        properties.forEach((written, value) -> {
            var name = StringHelper.before(written, ".", written);
            var key = StringHelper.after(written, ".", "");
            if (value.isBlank() || isForTheBinder(name)) {
                return;
            }
            if (key.isEmpty()) {
                single.putIfAbsent(option(written, name), new Property(written, "", value));
            } else if (holdsMany(name, key)) {
                many.computeIfAbsent(option(written, name), any -> new ArrayList<>())
                        .add(new Property(written, key, value));
            } else if (type(name) != null || !knowsItsOptions()) {
                single.putIfAbsent(option(written, name) + "." + key, new Property(written, key, value));
            } else {
                // The environment has no dashes: CAMEL_COMPONENT_OLLAMA_BASE_URL.
                single.putIfAbsent(option(written, written.replace(".", "")), new Property(written, "", value));
            }
        });
        // A whole object comes before what is set in it.
        single.entrySet().stream()
                .sorted(Comparator.comparing(entry -> !entry.getValue().value().startsWith("#")))
                .forEach(entry -> resolve(
                        entry.getKey(), entry.getValue(), value -> setOne(entry.getKey(), entry.getValue(), value)));
        many.forEach(this::setMany);
    }

    private record Property(String written, String key, String value) {}

    private boolean isForTheBinder(String name) {
        return (name.equals("enabled") || name.equals("customizer")) && type(name) == null;
    }

    private boolean holdsMany(String name, String key) {
        var type = type(name);
        return type != null && (Map.class.isAssignableFrom(type) || isList(type) && StringHelper.isDigit(key));
    }

    private static boolean isList(Class<?> type) {
        return type == String.class || type.isArray() || Collection.class.isAssignableFrom(type);
    }

    private boolean knowsItsOptions() {
        return configurer instanceof PropertyConfigurerGetter;
    }

    private Class<?> type(String name) {
        return configurer instanceof PropertyConfigurerGetter getter
                ? (Class<?>) getter.getOptionType(Nearest.plain(name), true)
                : null;
    }

    private String option(String written, String name) {
        if (!knowsItsOptions()) {
            return StringHelper.dashToCamelCase(name);
        }
        if (type(name) == null) {
            throw unknown(written);
        }
        return Nearest.plain(name);
    }

    private void setMany(String option, List<Property> properties) {
        var first = properties.get(0);
        if (Map.class.isAssignableFrom(type(option))) {
            var entries = new LinkedHashMap<String, Object>();
            properties.forEach(
                    property -> resolve(option, property, value -> entries.putIfAbsent(property.key(), bean(value))));
            setOne(option, first, entries);
        } else {
            // Variables have no order, and _10 comes before _2 in words.
            var items = new TreeMap<String, String>(
                    Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
            properties.forEach(
                    property -> resolve(option, property, value -> items.putIfAbsent(property.key(), value)));
            setOne(option, first, String.join(",", items.values()));
        }
    }

    private interface Setting {
        void set(String value) throws Exception;
    }

    private void resolve(String option, Property property, Setting setting) {
        String value;
        try {
            value = context.resolvePropertyPlaceholders(property.value());
        } catch (RuntimeException e) {
            throw new StarterException(
                    StarterError.NO_PLACEHOLDER,
                    prefix + "." + property.written() + " has a placeholder that nothing defines",
                    StarterError.NO_PLACEHOLDER.remedy(),
                    Failures.masked(e));
        }
        if (value == null) {
            return;
        }
        try {
            setting.set(value);
        } catch (StarterException e) {
            throw e;
        } catch (Exception e) {
            throw bad(option, property, e);
        }
    }

    private Object bean(String value) throws Exception {
        return value.startsWith("#bean:") ? PropertyBindingSupport.resolveBean(context, value) : value;
    }

    private void setOne(String option, Property property, Object value) {
        try {
            // A text that names a bean stays a text: the component looks the bean up.
            var done = type(option) == String.class
                    ? configurer.configure(context, component, option, value, true)
                    : PropertyBindingSupport.build()
                            .withConfigurer(configurer)
                            .withReflection(!knowsItsOptions() || option.contains("."))
                            .withIgnoreCase(true)
                            .withPlaceholder(false)
                            .withReference(true)
                            .withNesting(true)
                            .withDeepNesting(true)
                            .withMandatory(true)
                            .bind(context, component, option, value);
            if (!done) {
                throw unknown(property.written());
            }
        } catch (StarterException e) {
            throw e;
        } catch (PropertyBindingException e) {
            throw e.getCause() == null && option.contains(".") ? unknown(property.written()) : bad(option, property, e);
        } catch (RuntimeException e) {
            throw bad(option, property, e);
        }
    }

    private StarterException unknown(String written) {
        var names = ComponentCatalogue.of(component).names();
        var name = StringHelper.afterLast(written, ".", written);
        return new StarterException(
                StarterError.UNKNOWN_OPTION,
                "'" + prefix + "." + written + "' is no option of "
                        + component.getClass().getSimpleName(),
                Nearest.of(name, names)
                        .map(near -> "Did you mean " + prefix + "." + StringHelper.camelCaseToDash(near) + "?")
                        .orElse(StarterError.UNKNOWN_OPTION.remedy()),
                null);
    }

    /** Camel's own message holds the value, which may be a secret. */
    private StarterException bad(String option, Property property, Exception cause) {
        var catalogue = ComponentCatalogue.of(component);
        var name = catalogue.names().stream()
                .filter(known -> Nearest.plain(known).equals(option))
                .findFirst()
                .orElse(option);
        var shown = catalogue.mayBeShown(name)
                ? "'" + URISupport.sanitizeUri(property.value()) + "'"
                : "a value that is not shown";
        return new StarterException(
                StarterError.BAD_VALUE,
                prefix + "." + property.written() + " is " + shown + ", which cannot be set",
                "Give " + catalogue.wanted(name, type(option)) + ".",
                Failures.masked(cause));
    }
}
