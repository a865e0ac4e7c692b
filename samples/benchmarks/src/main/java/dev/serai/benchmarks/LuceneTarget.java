package dev.serai.benchmarks;

import java.io.IOException;
import java.util.Map;

/** A directory of this machine. */
final class LuceneTarget implements VectorTarget {

    private final TemporaryDirectory directory = new TemporaryDirectory();

    LuceneTarget() throws IOException {}

    @Override
    public String name() {
        return "lucene";
    }

    @Override
    public String options() {
        return "store=lucene&directory=" + directory.path();
    }

    @Override
    public Map<String, String> properties() {
        return Map.of();
    }

    @Override
    public long size() throws IOException {
        return directory.size();
    }

    @Override
    public void close() throws IOException {
        directory.close();
    }
}
