package dev.serai.springboot;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;

/** What an application's properties say under {@code camel.component}. */
final class ComponentProperties {

    private static final String PREFIX = "camel.component.";

    private final Binder binder;
    private final Set<String> served;

    /**
     * Reads properties.
     *
     * @param beans where the starters of single components are found: what belongs to them is theirs
     */
    ComponentProperties(Environment environment, ListableBeanFactory beans) {
        binder = Binder.get(environment);
        served = prefixes(beans);
    }

    /** A starter binds its component by a bean that is annotated with the component's prefix. */
    private static Set<String> prefixes(ListableBeanFactory beans) {
        var found = new TreeSet<String>();
        for (var name : beans.getBeanNamesForAnnotation(ConfigurationProperties.class)) {
            var annotation = beans.findAnnotationOnBean(name, ConfigurationProperties.class, false);
            var prefix = annotation == null ? "" : annotation.prefix();
            if (prefix.startsWith(PREFIX)) {
                found.add(Nearest.plain(prefix.substring(PREFIX.length())));
            }
        }
        return found;
    }

    boolean hasStarter(String component) {
        return served.contains(Nearest.plain(component));
    }

    /** Where the properties of a component are, in the one way that Spring takes for looking up. */
    String prefix(String component) {
        return ConfigurationPropertyName.adapt(PREFIX + component, '.').toString();
    }

    /** The properties of a component, as they are written; of several ways to write one, the strongest comes first. */
    Map<String, String> of(String component) {
        return read(ConfigurationPropertyName.of(prefix(component)));
    }

    /** Which components are named at all. */
    Set<String> components() {
        return read(ConfigurationPropertyName.of("camel.component")).keySet().stream()
                .filter(key -> key.indexOf('.') > 0)
                .map(key -> key.substring(0, key.indexOf('.')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Map<String, String> read(ConfigurationPropertyName prefix) {
        return binder.bind(prefix, Bindable.mapOf(String.class, String.class)).orElseGet(LinkedHashMap::new);
    }
}
