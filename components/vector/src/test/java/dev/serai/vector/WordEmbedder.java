package dev.serai.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Makes vectors of the words of a text, fast and always the same: texts with the same words are near each other. */
final class WordEmbedder implements Processor {

    static final int DIMENSIONS = 32;

    final AtomicInteger texts = new AtomicInteger();
    final AtomicInteger calls = new AtomicInteger();

    static float[] vector(String text) {
        var vector = new float[DIMENSIONS];
        vector[0] = 0.01f;
        for (var word : text.toLowerCase(Locale.ROOT).split("\\W+")) {
            vector[Math.floorMod(word.hashCode(), DIMENSIONS)] += 1;
        }
        return vector;
    }

    @Override
    public void process(Exchange exchange) {
        calls.incrementAndGet();
        var vectors = new ArrayList<float[]>();
        for (var text : (List<?>) exchange.getMessage().getBody()) {
            texts.incrementAndGet();
            vectors.add(vector((String) text));
        }
        exchange.getMessage().setBody(vectors);
    }
}
