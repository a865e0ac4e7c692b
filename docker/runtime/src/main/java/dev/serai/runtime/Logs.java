package dev.serai.runtime;

import java.util.Map;

/** Settings of the log, which must be there before the first logger is. */
final class Logs {

    private static final String SIMPLE = "org.slf4j.simpleLogger.";

    private Logs() {}

    static void prepare(Map<String, String> variables) {
        set("vertx.logger-delegate-factory-class-name", "io.vertx.core.logging.SLF4JLogDelegateFactory");
        // slf4j-simple has no levels that change later, which Spring Boot would look for.
        set("org.springframework.boot.logging.LoggingSystem", "none");
        set(SIMPLE + "logFile", "System.out");
        set(SIMPLE + "showDateTime", "true");
        set(SIMPLE + "dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        set(SIMPLE + "showThreadName", "false");
        set(SIMPLE + "showShortLogName", "true");
        set(SIMPLE + "defaultLogLevel", variables.getOrDefault("SERAI_LOG_LEVEL", "info"));
        // What keeps the runtime from starting is told once, by the runtime.
        set(SIMPLE + "log.org.springframework.boot.SpringApplication", "off");
        set(SIMPLE + "log.org.springframework.boot.diagnostics", "off");
    }

    private static void set(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
