package dev.serai.searxng.pages;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The options, resolved once. */
record Settings(
        long maxBytes,
        int maxChars,
        Duration timeout,
        int maxRedirects,
        boolean robots,
        String userAgent,
        Set<Integer> ports,
        int perHost,
        int atOnce) {

    static Settings of(PageOptions options) {
        return new Settings(
                positive("maxPageBytes", options.getMaxPageBytes()),
                (int) positive("maxPageChars", options.getMaxPageChars()),
                Duration.ofMillis(positive("pageTimeout", options.getPageTimeout())),
                (int) positive("maxRedirects", options.getMaxRedirects() + 1L) - 1,
                options.isRobots(),
                userAgent(options.getPageUserAgent()),
                ports(options.getPagePorts()),
                (int) positive("pagesPerHost", options.getPagesPerHost()),
                (int) positive("pagesAtOnce", options.getPagesAtOnce()));
    }

    private static long positive(String name, long value) {
        if (value < 1) {
            throw new PageException(PageError.OPTION, null, "The option " + name + " is too small");
        }
        return value;
    }

    private static String userAgent(String value) {
        if (value == null || !value.matches("[A-Za-z_-]+[ -~]*")) {
            throw new PageException(
                    PageError.OPTION, null, "The option pageUserAgent doesn't begin with a word of ASCII letters");
        }
        return value;
    }

    private static Set<Integer> ports(String value) {
        try {
            return value == null || value.isBlank()
                    ? Set.of()
                    : Arrays.stream(value.split(","))
                            .map(port -> Integer.valueOf(port.strip()))
                            .collect(Collectors.toUnmodifiableSet());
        } catch (NumberFormatException e) {
            throw new PageException(PageError.OPTION, null, "The option pagePorts isn't a list of numbers: " + value);
        }
    }

    /** The name that robots.txt files know this reader by. */
    String product() {
        return userAgent.replaceAll("[^A-Za-z_-].*", "");
    }
}
