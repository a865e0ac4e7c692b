package dev.serai.runtime.config;

import dev.serai.runtime.RuntimeError;
import dev.serai.runtime.SeraiRuntimeException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What was set, with the defaults, read once at the start.
 *
 * @param address the runtime listens at
 * @param hosts further names under which browsers and other clients may address it
 * @param publicUrl null when it was not set
 * @param adminPassword null when it was not set
 */
public record Settings(
        Environment environment,
        String address,
        int port,
        List<Path> routes,
        Path data,
        URI publicUrl,
        List<String> hosts,
        String adminPassword,
        Duration stopTimeout,
        Http http,
        Lookup lookup) {

    private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}|\\[?::1]?");
    private static final int SHORTEST_PASSWORD = 12;
    private static final int HIGHEST_PORT = 65_535;
    private static final List<String> LOG_LEVELS = List.of("error", "warn", "info", "debug");

    /**
     * @param maxRequests how many requests to routes may wait at once
     * @param stopWhenLeft whether an exchange ends after its running step when its client has left
     */
    public record Http(long maxRequestSize, int maxRequests, int threads, boolean stopWhenLeft) {}

    /** A setting by its name, as serai.http.threads; null when it was not set. */
    public interface Lookup extends UnaryOperator<String> {

        default Optional<String> text(String name) {
            return Optional.ofNullable(apply(name)).map(String::strip).filter(value -> !value.isEmpty());
        }

        default List<String> list(String name) {
            return Arrays.stream(text(name).orElse("").split(","))
                    .map(String::strip)
                    .filter(part -> !part.isEmpty())
                    .toList();
        }

        default long number(String name, long otherwise, long least, long most) {
            var text = text(name).orElse(String.valueOf(otherwise));
            try {
                var number = Long.parseLong(text);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // told below, with the limits
            }
            throw bad(name, text, "Give a whole number from " + least + " to " + most + ".");
        }

        /** As 30s, 5m, 2h or ISO-8601. */
        default Duration duration(String name, Duration otherwise) {
            var text = text(name).orElse(null);
            if (text == null) {
                return otherwise;
            }
            try {
                var iso = text.toUpperCase(Locale.ROOT);
                var duration = Duration.parse(iso.startsWith("P") ? iso : "PT" + iso);
                if (!duration.isNegative()) {
                    return duration;
                }
            } catch (java.time.format.DateTimeParseException e) {
                // told below
            }
            throw bad(name, text, "Give a time such as 30s or 5m.");
        }

        private static SeraiRuntimeException bad(String name, String text, String remedy) {
            return new SeraiRuntimeException(RuntimeError.BAD_SETTING, name + " is '" + text + "'", remedy);
        }
    }

    public static Settings of(Lookup lookup) {
        var environment = lookup.text("serai.environment").map(Environment::of).orElse(Environment.PRIVATE);
        var isPrivate = environment == Environment.PRIVATE;
        return new Settings(
                        environment,
                        lookup.text("serai.address").orElse(isPrivate ? "127.0.0.1" : "0.0.0.0"),
                        (int) lookup.number("serai.port", 8080, 0, HIGHEST_PORT),
                        lookup.list("serai.routes").stream().map(Path::of).toList(),
                        Path.of(lookup.text("serai.data").orElse(System.getProperty("user.home") + "/.serai")),
                        publicUrl(lookup.text("serai.public-url").orElse(null)),
                        lookup.list("serai.hosts"),
                        password(lookup.apply("serai.admin-password")),
                        lookup.duration("serai.stop-timeout", Duration.ofSeconds(30)),
                        http(lookup),
                        lookup)
                .checked();
    }

    private static Http http(Lookup lookup) {
        var whenLeft = lookup.text("serai.http.when-client-leaves").orElse("finish");
        if (!whenLeft.equals("finish") && !whenLeft.equals("stop")) {
            throw new SeraiRuntimeException(
                    RuntimeError.BAD_SETTING,
                    "serai.http.when-client-leaves is '" + whenLeft + "'",
                    "Set it to finish or stop.");
        }
        return new Http(
                lookup.number("serai.http.max-request-size", 16 << 20, 1, Integer.MAX_VALUE),
                (int) lookup.number("serai.http.max-requests", 10_000, 1, 1_000_000),
                (int) lookup.number("serai.http.threads", 16, 1, 1000),
                whenLeft.equals("stop"));
    }

    /** An empty one would let in whoever types nothing. */
    private static String password(String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static URI publicUrl(String text) {
        if (text == null) {
            return null;
        }
        try {
            var url = URI.create(text);
            if (url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new SeraiRuntimeException(
                RuntimeError.BAD_SETTING,
                "SERAI_PUBLIC_URL is '" + text + "'",
                "Give the address that users type, as https://serai.example.org.");
    }

    private Settings checked() {
        var level = lookup.text("serai.log-level").orElse("info");
        if (!LOG_LEVELS.contains(level.toLowerCase(Locale.ROOT))) {
            throw Lookup.bad("serai.log-level", level, "Set it to one of " + String.join(", ", LOG_LEVELS) + ".");
        }
        if (environment == Environment.PRIVATE) {
            refuseLogin(adminPassword != null, "SERAI_ADMIN_PASSWORD");
            refuseLogin(lookup.text("serai.oidc.issuer").isPresent(), "SERAI_OIDC_ISSUER");
        }
        if (environment == Environment.PUBLIC
                && adminPassword == null
                && lookup.text("serai.oidc.issuer").isEmpty()) {
            throw new SeraiRuntimeException(
                    RuntimeError.NO_CREDENTIALS, "SERAI_ENVIRONMENT is public and nobody could log in");
        }
        if (adminPassword != null && adminPassword.length() < SHORTEST_PASSWORD) {
            throw new SeraiRuntimeException(
                    RuntimeError.BAD_SETTING,
                    "SERAI_ADMIN_PASSWORD has fewer than " + SHORTEST_PASSWORD + " characters",
                    "Choose a longer one.");
        }
        return this;
    }

    /** Who sets a password believes that it is asked for. */
    private static void refuseLogin(boolean isSet, String name) {
        if (isSet) {
            throw new SeraiRuntimeException(
                    RuntimeError.BAD_SETTING,
                    name + " is set, and SERAI_ENVIRONMENT is private, where nobody is asked for a login",
                    "Set SERAI_ENVIRONMENT to public, or remove " + name + ".");
        }
    }

    /** Whether other machines may reach what asks nobody for a login. */
    boolean isOpenToOthers() {
        return !isPublic()
                && !address.equals("localhost")
                && !LOOPBACK.matcher(address).matches();
    }

    public boolean isPublic() {
        return environment == Environment.PUBLIC;
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "Settings[" + environment + ", " + address + ":" + port + "]";
    }
}
