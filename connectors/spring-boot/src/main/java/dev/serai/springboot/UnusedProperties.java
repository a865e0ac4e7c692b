package dev.serai.springboot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;

/** Says at the start which properties are for components that do not exist, most often because a name is mistyped. */
final class UnusedProperties implements ApplicationListener<ContextRefreshedEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(UnusedProperties.class);
    private static final String LISTS = "META-INF/services/org/apache/camel/component.properties";
    // Switches for all components, not names of one.
    private static final Set<String> SWITCHES = Set.of("enabled", "customizer");

    private final ApplicationContext application;

    UnusedProperties(ApplicationContext application) {
        this.application = application;
    }

    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        if (event.getApplicationContext() == application) {
            warnings().forEach(LOG::warn);
        }
    }

    List<String> warnings() {
        var properties = new ComponentProperties(application.getEnvironment(), application);
        var known = known();
        var plain = known.stream().map(Nearest::plain).toList();
        return properties.components().stream()
                .filter(name -> !SWITCHES.contains(name)
                        && !properties.hasStarter(name)
                        && !plain.contains(Nearest.plain(name)))
                .map(name -> warning(name, known))
                .toList();
    }

    private Set<String> known() {
        var context = application.getBean(CamelContext.class);
        var known = new TreeSet<>(context.getComponentNames());
        known.addAll(List.of(application.getBeanNamesForType(Component.class)));
        try {
            for (var list :
                    Collections.list(context.getApplicationContextClassLoader().getResources(LISTS))) {
                var schemes = new Properties();
                try (var stream = list.openStream()) {
                    schemes.load(stream);
                }
                known.addAll(List.of(schemes.getProperty("components", "").split("\\s+")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return known;
    }

    private static String warning(String name, Set<String> known) {
        return new StarterException(
                        StarterError.NO_COMPONENT,
                        "camel.component." + name + " is set, and there is no component '" + name + "'",
                        Nearest.of(name, known)
                                .map(near -> "Did you mean camel.component." + near + "?")
                                .orElse(StarterError.NO_COMPONENT.remedy()),
                        null)
                .getMessage();
    }
}
