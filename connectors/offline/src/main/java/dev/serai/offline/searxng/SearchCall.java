package dev.serai.offline.searxng;

import java.util.List;

/**
 * One search as the server understood it.
 *
 * @param text the question without its bangs
 * @param engines the engines that it goes to
 * @param language "all" where the caller names none
 * @param timeRange null where the caller names none
 */
public record SearchCall(
        String text,
        String format,
        List<String> categories,
        List<String> engines,
        String language,
        int page,
        String timeRange,
        int safeSearch,
        Double timeoutLimit) {}
