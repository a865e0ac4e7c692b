package dev.serai.agent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The libraries of spans and metrics are optional. */
@Timeout(60)
class WithoutTelemetryTest {

    private static final Pattern OPTIONAL = Pattern.compile(".*(telemetry|micrometer|HdrHistogram)[^/\\\\]*\\.jar");

    private static URLClassLoader withoutTheLibraries() {
        var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var urls = Arrays.stream(classPath.split(File.pathSeparator))
                .filter(entry -> !OPTIONAL.matcher(entry).matches())
                .map(WithoutTelemetryTest::url)
                .toArray(URL[]::new);
        return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void anAgentWorksWithoutThem() throws Exception {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        try (var loader = withoutTheLibraries()) {
            assertThatThrownBy(() -> loader.loadClass("org.apache.camel.telemetry.Span"))
                    .isInstanceOf(ClassNotFoundException.class);
            assertThatThrownBy(() -> loader.loadClass("io.micrometer.core.instrument.MeterRegistry"))
                    .isInstanceOf(ClassNotFoundException.class);
            thread.setContextClassLoader(loader);
            var ask = (Callable<?>) loader.loadClass(AskOnce.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            assertThat(ask.call()).isEqualTo("Noon.");
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
