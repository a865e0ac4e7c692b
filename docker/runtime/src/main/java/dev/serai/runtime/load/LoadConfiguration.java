package dev.serai.runtime.load;

import dev.serai.runtime.config.Settings;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;
import org.apache.camel.support.LifecycleStrategySupport;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
public class LoadConfiguration {

    private static final int MEBIBYTE = 1 << 20;

    /** The folders are read as soon as the context has started, and nothing is loaded any more when it begins to stop. */
    @Bean(destroyMethod = "")
    RouteFolders workflows(CamelContext context, Settings settings) throws Exception {
        var folders = new RouteFolders(context, settings(settings));
        context.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopping(CamelContext stopping) {
                folders.stop();
            }
        });
        context.addStartupListener(new StartupListener() {
            @Override
            public void onCamelContextStarted(CamelContext started, boolean alreadyStarted) {
                // Routes of the application itself come first.
            }

            @Override
            public void onCamelContextFullyStarted(CamelContext started, boolean alreadyStarted) {
                folders.start();
            }
        });
        return folders;
    }

    static FolderSettings settings(Settings settings) {
        var lookup = settings.lookup();
        var defaults = FolderSettings.of();
        return new FolderSettings(
                settings.routes(),
                settings.data().resolve("imported"),
                settings.data().resolve("routes-switched.txt"),
                (int) lookup.number("serai.load.max-file-size", defaults.maxFileBytes(), 1, 16L * MEBIBYTE),
                (int) lookup.number("serai.load.max-routes", defaults.maxRoutes(), 1, 10_000),
                (int) lookup.number("serai.load.max-files", defaults.maxFiles(), 1, 10_000),
                Duration.ofMillis(lookup.number(
                        "serai.load.look-every-millis", defaults.interval().toMillis(), 20, 60_000)),
                lookup.duration("serai.load.drain", defaults.drain()),
                lookup.duration("serai.load.start-limit", defaults.startLimit()));
    }
}
