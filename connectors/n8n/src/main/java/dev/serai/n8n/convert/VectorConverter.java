package dev.serai.n8n.convert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.n8n.workflow.Node;
import dev.serai.n8n.workflow.Reading;
import dev.serai.n8n.yaml.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A vector store with its embeddings, loader and splitter, as one step vector:. */
final class VectorConverter implements Converter {

    private static final String WHERE =
            "Where vectors are: lucene (a directory), pgvector, pgvector-view (a view for SQL too) or supabase.";

    @Override
    public Conversion convert(Work work) {
        return switch (work.node().text("mode", "retrieve")) {
            case "insert" -> insert(work);
            case "load" -> load(work);
            default ->
                work.unsupported(
                        "a vector store with mode " + work.node().text("mode"),
                        "Use vector: with the operation it needs");
        };
    }

    private static Conversion insert(Work work) {
        var params = new Params();
        var project = work.project();
        var loaders = project.workflow().subNodes(work.node(), "ai_document");
        var parameters = parameters(work);
        parameters.put("operation", "insert");
        params.add("text", "={{ JSON.stringify($json) }}");
        var steps = new ArrayList<Object>();
        boolean file = false;
        var field = "data";
        for (var loader : loaders) {
            project.report().became(loader.name(), loader.type(), "vector: option");
            file = loader.text("dataType", "json").equals("binary");
            if (loader.text("jsonMode").equals("expressionData")) {
                params.add("text", loader.at("jsonData"));
            }
            metadata(loader, params);
            splitter(new Work(project, loader), parameters);
            if (loader.text("textSplittingMode", loader.version() >= 1.1 ? "simple" : "custom")
                    .equals("simple")) {
                parameters.put("chunkBy", "characters");
                parameters.put("chunkSize", 1_000);
                parameters.put("chunkOverlap", 200);
            }
            if (loader.text("binaryMode").equals("specificField")) {
                field = loader.text("binaryDataKey", "data");
            }
            // Which kind a file is of is seen by its content.
            new Work(project, loader).ignores("loader", "jsonData", "jsonMode", "binaryDataKey", "binaryMode");
        }
        splitter(work, parameters);
        work.ignores("embeddingBatchSize", "toolDescription", "toolName", "topK");
        if (!field.matches("[A-Za-z0-9_-]{1,60}")) {
            work.lost("the name of the file's field", "Name it in the step content.");
            field = "data";
        }
        steps.add(file ? Step.flow("Folder", "content(*, '" + field + "')") : Step.setBody("${variable.p[text]}"));
        steps.add(Step.flow("Flow", "document(*)"));
        steps.add(vector(work, parameters));
        steps.add(Step.setBody("${variable.items}"));
        work.differs("its input comes out instead of the pieces it has stored", "Most flows do not look at them.");
        return work.call(true, "vector:", params, steps);
    }

    private static void metadata(Node loader, Params params) {
        for (var one : loader.at("options", "metadata", "metadataValues")) {
            var name = one.path("name").asText("").replaceFirst("^=", "");
            if (name.matches("[A-Za-z0-9_-]{1,64}")) {
                params.add("metadata." + name, one.path("value"));
            }
        }
    }

    private static void splitter(Work root, Map<String, Object> parameters) {
        for (var splitter : root.project().workflow().subNodes(root.node(), "ai_textSplitter")) {
            root.project().report().became(splitter.name(), splitter.type(), "vector: option");
            boolean tokens = splitter.type().contains("Token");
            parameters.put("chunkBy", tokens ? "tokens" : "characters");
            int size = Math.max(1, Math.min(splitter.at("chunkSize").asInt(1_000), 100_000));
            parameters.put("chunkSize", size);
            parameters.put(
                    "chunkOverlap",
                    Math.max(0, Math.min(splitter.at("chunkOverlap").asInt(0), size - 1)));
        }
    }

    private static Conversion load(Work work) {
        var params = new Params().add("query", work.node().at("prompt"));
        return work.call(
                true,
                "vector:",
                params,
                Step.list(
                        Step.setBody("${variable.p[query]}"),
                        search(work, params, work.node().text("topK", "4")),
                        Step.flow("Flow", "documents(*)")));
    }

    /** Only passages whose metadata have the values that the node names. */
    static Object search(Work store, Params params, String topK) {
        var parameters = parameters(store);
        for (var one : store.node().at("options", "metadata", "metadataValues")) {
            var name = one.path("name").asText("").replaceFirst("^=", "");
            if (name.matches("[A-Za-z0-9_-]{1,64}")) {
                params.add("filter." + name, one.path("value"));
                parameters.put("filter." + name, "${variable.p[filter][" + name + "]}");
            } else {
                store.lost("a filter by " + Tools.words(name), "Add it to the options of the step.");
            }
        }
        return found(store, parameters, topK);
    }

    static Object search(Work store, String topK) {
        return found(store, parameters(store), topK);
    }

    private static Object found(Work store, Map<String, Object> parameters, String topK) {
        // How it is used is said by its wires.
        store.ignores("mode", "toolName", "toolDescription", "embeddingBatchSize");
        parameters.put("topK", topK.matches("\\d{1,3}") ? Integer.parseInt(topK) : 4);
        return vector(store, parameters);
    }

    private static Object vector(Work store, Map<String, Object> parameters) {
        return Step.of("to", Step.of("uri", "vector:" + collection(store.node()), "parameters", parameters));
    }

    private static Map<String, Object> parameters(Work store) {
        var project = store.project();
        var parameters = new LinkedHashMap<String, Object>();
        var native_ = store.node().type();
        var name =
                native_.contains("PGVector") ? "pgvector-view" : native_.contains("Supabase") ? "supabase" : "lucene";
        parameters.put("store", project.property("store", name, WHERE));
        parameters.put("lazyStartProducer", true);
        if (Reading.plain(store.node().parameters())
                .at("/options/queryName")
                .asText("")
                .equals("match_documents")) {
            store.ignores("options.queryName");
        }
        var embeddings = embeddings(project, store.node());
        if (embeddings != null) {
            parameters.put("embedder", Models.embeddings(project, embeddings));
        }
        if (!store.node().credentials().isEmpty()) {
            store.credential("the vector store", "Set the options of the store, see the README of vector:.");
        }
        return parameters;
    }

    /** Where a collection is that other nodes use. */
    static void place(Work work, String collection, Map<String, Object> parameters) {
        var project = work.project();
        parameters.put("store", project.property("store", "lucene", WHERE));
        parameters.put("lazyStartProducer", true);
        project.workflow().nodes().stream()
                .filter(node -> node.type().startsWith("vectorStore")
                        && collection(node).equals(collection))
                .map(node -> embeddings(project, node))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .ifPresent(node -> parameters.put("embedder", Models.embeddings(project, node)));
    }

    private static Node embeddings(Project project, Node store) {
        List<Node> found = project.workflow().subNodes(store, "ai_embedding");
        return found.isEmpty() ? null : found.get(0);
    }

    static String collection(Node node) {
        for (var place : List.of("tableName", "qdrantCollection", "memoryKey", "pineconeIndex")) {
            JsonNode value = SqlConverter.value(node.at(place));
            var name = value.asText("").replaceAll("[^A-Za-z0-9_-]", "_");
            if (!name.isBlank()) {
                return name.length() > 60 ? name.substring(0, 60) : name;
            }
        }
        return "documents";
    }
}
