package dev.serai.routes;

import dev.serai.support.text.Passage;
import dev.serai.vector.document.ParsedDocument;
import java.nio.file.*;
import java.util.*;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class ExperimentTest {
    @Test
    void run() throws Exception {
        var context = new DefaultCamelContext();
        context.disableJMX();
        context.start();
        var t = context.createProducerTemplate();
        var questions = t.requestBody("vector:x?operation=parse&directory=/tmp/exp/x", Path.of("src/test/resources/local-rag-agent/questions.csv"), ParsedDocument.class).rows();
        for (var embedder : List.of("local")) {
            for (var chunk : List.of("headings:256:0")) {
                var p = chunk.split(":");
                var name = embedder.replaceAll("[^a-z0-9]", "") + p[0] + p[1];
                var base = "vector:" + name + "?directory=/tmp/exp/idx&embedder=" + embedder + "&chunkBy=" + p[0] + "&chunkSize=" + p[1] + "&chunkOverlap=" + p[2];
                try (var files = Files.list(Path.of("local-rag-agent/documents"))) {
                    for (var f : files.toList()) t.requestBodyAndHeader(base + "&operation=insert", f, "CamelVectorSource", f.getFileName().toString());
                }
                for (var mode : List.of("meaning")) {
                    int strict = 0, loose = 0;
                    for (var row : questions) {
                        List<?> found = t.requestBody(base + "&topK=3&mode=" + mode, row.get("question"), List.class);
                        boolean s = false, l = false;
                        for (var o : found) {
                            var passage = (Passage) o;
                            boolean src = row.get("source").equals(passage.source());
                            l |= src;
                            s |= src && passage.text().replaceAll("\\s+", " ").contains(row.get("phrase").toString());
                        }
                        if (s) strict++; else { System.err.println("MISS " + row.get("question") + " | " + row.get("source") + " | " + row.get("phrase")); for (var o : found) { var q=(Passage) o; System.err.println("     " + q.source() + " " + String.format("%.3f", q.score()) + " " + q.text().replace("\n", " ").substring(0, Math.min(110, q.text().length()))); } }
                        if (l) loose++;
                    }
                    System.err.println("RESULT " + chunk + " " + mode + " " + embedder + " strict=" + strict + " loose=" + loose + " of " + questions.size());
                }
            }
        }
        context.stop();
    }
}
