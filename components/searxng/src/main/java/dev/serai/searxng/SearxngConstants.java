package dev.serai.searxng;

import org.apache.camel.spi.Metadata;

/** The headers of the component. */
public final class SearxngConstants {

    @Metadata(
            label = "producer",
            description = "The question; wins over the body and the option q.",
            javaType = "String")
    public static final String QUERY = "CamelSearxngQuery";

    @Metadata(
            label = "producer",
            description = "The categories: a list, or text separated by commas; wins over the option.",
            javaType = "Object")
    public static final String CATEGORIES = "CamelSearxngCategories";

    @Metadata(
            label = "producer",
            description = "The engines: a list, or text separated by commas; wins over the option.",
            javaType = "Object")
    public static final String ENGINES = "CamelSearxngEngines";

    @Metadata(
            label = "producer",
            description = "The language of the results; wins over the option.",
            javaType = "String")
    public static final String LANGUAGE = "CamelSearxngLanguage";

    @Metadata(
            label = "producer",
            description = "The first page of results; wins over the option.",
            javaType = "Integer")
    public static final String PAGE = "CamelSearxngPage";

    @Metadata(
            label = "producer",
            description = "How many pages of results; wins over the option.",
            javaType = "Integer")
    public static final String PAGES = "CamelSearxngPages";

    @Metadata(
            label = "producer",
            description = "How old a result may be: day, week, month or year; wins over the option.",
            javaType = "String")
    public static final String TIME_RANGE = "CamelSearxngTimeRange";

    @Metadata(label = "producer", description = "0, 1 or 2; wins over the option.", javaType = "Integer")
    public static final String SAFE_SEARCH = "CamelSearxngSafeSearch";

    @Metadata(
            label = "producer",
            description = "How long the engines may take, such as 3s or a Duration; wins over the option.",
            javaType = "java.time.Duration")
    public static final String TIME_LIMIT = "CamelSearxngTimeLimit";

    @Metadata(label = "producer", description = "json, csv or rss; wins over the option.", javaType = "String")
    public static final String FORMAT = "CamelSearxngFormat";

    @Metadata(
            label = "producer",
            description = "How many results are wanted; wins over the option.",
            javaType = "Integer")
    public static final String MAX_RESULTS = "CamelSearxngMaxResults";

    @Metadata(
            label = "producer",
            description = "Of how many results the page is read; wins over the option.",
            javaType = "Integer")
    public static final String FETCH = "CamelSearxngFetch";

    @Metadata(
            description =
                    "For read: the address of the page, or a list of them; wins over the body. A consumer that emits each result sets it to the result's address.",
            javaType = "Object")
    public static final String URL = "CamelSearxngUrl";

    @Metadata(description = "How many results there are in the body.", javaType = "Integer")
    public static final String RESULT_COUNT = "CamelSearxngResultCount";

    @Metadata(
            label = "producer",
            description = "The engines that gave no answer, with the reason; what they would have found is missing.",
            javaType = "java.util.List<String>")
    public static final String UNRESPONSIVE_ENGINES = "CamelSearxngUnresponsiveEngines";

    private SearxngConstants() {}
}
