package dev.serai.searxng.client;

import java.util.stream.Collectors;

/** Nothing was found, and engines did not answer: nobody knows whether there is something. */
public final class UnresponsiveException extends SearxngException {

    private static final long serialVersionUID = 1L;

    private final transient SearchResults results;

    UnresponsiveException(String instance, SearchResults results) {
        super(
                SearxngError.UNRESPONSIVE,
                instance + " found nothing, and these engines gave no answer: "
                        + results.unresponsiveEngines().stream()
                                .map(UnresponsiveEngine::toString)
                                .collect(Collectors.joining(", ")));
        this.results = results;
    }

    /** The empty answer as it came. */
    public SearchResults results() {
        return results;
    }
}
