package dev.serai.benchmarks;

import dev.serai.support.text.Passage;
import dev.serai.vector.VectorConstants;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** {@code vector:} with an embedder that knows the vector of each text, so that only the store works. */
final class VectorClient implements AutoCloseable {

    /** A document has so many sections, and each section is a passage. */
    static final int SECTIONS = 1_000;

    private static final String QUESTION = "question-";

    private final CamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;
    private final VectorData data;

    VectorClient(VectorTarget target, VectorData data) throws Exception {
        this.data = data;
        var properties = new Properties();
        properties.putAll(target.properties());
        context.getPropertiesComponent().setInitialProperties(properties);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                var collection = "vector:benchmark?embedder=direct:embed&dimensions=" + VectorData.DIMENSIONS + "&"
                        + target.options();
                from("direct:embed").process(VectorClient.this::embed);
                from("direct:ask").to(collection + "&topK=" + VectorData.TOP);
                from("direct:learn").to(collection + "&operation=insert&chunkBy=headings&mediaType=text/markdown");
                from("direct:forget").to(collection + "&operation=delete");
            }
        });
        context.start();
        template = context.createProducerTemplate();
    }

    private void embed(Exchange exchange) {
        var texts = (List<?>) exchange.getMessage().getBody();
        exchange.getMessage()
                .setBody(texts.stream().map(text -> vector((String) text)).toList());
    }

    private float[] vector(String text) {
        return text.startsWith(QUESTION)
                ? data.questions().get(Integer.parseInt(text.substring(QUESTION.length())))
                : data.vectors().get(number(text));
    }

    /** A passage's text ends with its number; the title may stand in front. */
    private static int number(String text) {
        return Integer.parseInt(text.substring(text.lastIndexOf(' ') + 1).strip());
    }

    /** Gives the number of passages that were taken in. */
    int insertAll() {
        var documents = IntStream.range(0, data.vectors().size() / SECTIONS)
                .mapToObj(i -> Map.of("source", "document-" + i, "text", document(i)))
                .toList();
        return template.request(
                        "direct:learn", exchange -> exchange.getMessage().setBody(documents))
                .getMessage()
                .getHeader(VectorConstants.CHUNKS, Integer.class);
    }

    private static String document(int document) {
        return IntStream.range(document * SECTIONS, (document + 1) * SECTIONS)
                .mapToObj(i -> "# Passage " + i + "\n\nThis is passage " + i + "\n")
                .collect(Collectors.joining("\n"));
    }

    List<Integer> search(int question) {
        List<?> passages = template.requestBody("direct:ask", QUESTION + question, List.class);
        return passages.stream()
                .map(passage -> number(((Passage) passage).text()))
                .toList();
    }

    /** A change that changes nothing, after which searches see what was merged meanwhile. */
    void refresh() {
        template.requestBodyAndHeader("direct:forget", "", VectorConstants.SOURCE, "a document that is not there");
    }

    @Override
    public void close() {
        context.stop();
    }
}
