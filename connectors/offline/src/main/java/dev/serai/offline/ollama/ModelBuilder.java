package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Puts a model together; everything has a plausible default. */
public final class ModelBuilder {
    private final ModelName name;
    private final ObjectNode info = Json.object();
    private final ObjectNode parameters = Json.object();
    private Set<Capability> capabilities = EnumSet.of(Capability.COMPLETION, Capability.TOOLS);
    private ArrayNode tensors = Json.array();
    private ArrayNode messages = Json.array();
    private String parent = "";
    private String family = "llama";
    private String parameterSize = "641K";
    private String quantization = "F16";
    private int contextLength = 4096;
    private int embeddingLength = 512;
    private String template = "{{ .Prompt }}";
    private String system = "";
    private String license = "";
    private long size = 1_299_031;
    private String weights;
    private int charactersPerToken = 4;
    private Duration loadTime = Duration.ZERO;
    private double vramShare;

    ModelBuilder(String name) {
        this.name = ModelName.of(name);
    }

    static ModelBuilder from(Model model, String newName) {
        var builder = new ModelBuilder(newName);
        builder.info.setAll(model.info());
        builder.parameters.setAll(model.texts().parameters());
        builder.capabilities = model.capabilities();
        builder.tensors = model.tensors();
        builder.messages = model.texts().messages();
        builder.parent = model.name();
        builder.family = model.details().family();
        builder.parameterSize = model.details().parameterSize();
        builder.quantization = model.details().quantization();
        builder.contextLength = model.details().contextLength();
        builder.embeddingLength = model.details().embeddingLength();
        builder.template = model.texts().template();
        builder.system = model.texts().system();
        builder.license = model.texts().license();
        builder.size = model.files().size();
        builder.weights = model.files().layers().get(0);
        builder.charactersPerToken = model.behaviour().charactersPerToken();
        builder.loadTime = model.behaviour().loadTime();
        builder.vramShare = model.behaviour().vramShare();
        return builder;
    }

    public ModelBuilder capabilities(Capability... values) {
        return capabilities(Arrays.asList(values));
    }

    ModelBuilder capabilities(Collection<Capability> values) {
        capabilities = EnumSet.copyOf(values);
        if (capabilities.contains(Capability.EMBEDDING)) {
            family = "bert";
            contextLength = Embedder.MAX_TOKENS;
            embeddingLength = Embedder.DIMENSIONS;
        }
        return this;
    }

    /** The window that the model was trained for. */
    public ModelBuilder contextLength(int tokens) {
        contextLength = tokens;
        return this;
    }

    public ModelBuilder embeddingLength(int dimensions) {
        embeddingLength = dimensions;
        return this;
    }

    public ModelBuilder family(String value) {
        family = value;
        return this;
    }

    public ModelBuilder parameterSize(String value) {
        parameterSize = value;
        return this;
    }

    public ModelBuilder quantization(String value) {
        quantization = value;
        return this;
    }

    public ModelBuilder size(long bytes) {
        size = bytes;
        return this;
    }

    public ModelBuilder template(String value) {
        template = value;
        return this;
    }

    public ModelBuilder system(String value) {
        system = value;
        return this;
    }

    public ModelBuilder license(String value) {
        license = value;
        return this;
    }

    /** A parameter of the Modelfile, such as num_ctx or stop. */
    public ModelBuilder parameter(String key, Object value) {
        parameters.set(key, Json.MAPPER.valueToTree(value));
        return this;
    }

    /** An entry of model_info; the usual ones are filled in. */
    public ModelBuilder info(String key, Object value) {
        info.set(key, Json.MAPPER.valueToTree(value));
        return this;
    }

    /** How long loading takes; an answer waits for it, and a client that leaves meanwhile stops it. */
    public ModelBuilder loadTime(Duration value) {
        loadTime = value;
        return this;
    }

    /** How much of the loaded model lies in video memory, from 0 (all on the CPU) to 1. */
    public ModelBuilder vramShare(double share) {
        vramShare = share;
        return this;
    }

    public ModelBuilder charactersPerToken(int value) {
        charactersPerToken = value;
        return this;
    }

    ModelBuilder tensors(ArrayNode value) {
        tensors = value;
        return this;
    }

    ModelBuilder messages(ArrayNode value) {
        messages = value;
        return this;
    }

    /** The digest of the layer that holds the weights. */
    ModelBuilder weights(String digest) {
        weights = digest;
        return this;
    }

    public Model build() {
        info.put("general.architecture", family);
        info.put(family + ".context_length", contextLength);
        info.put(family + ".embedding_length", embeddingLength);
        var shownLayers = new ArrayList<String>();
        shownLayers.add(weights != null ? weights : Digests.ofText("weights of " + name.key()));
        Stream.of(template, system, license, parameters.isEmpty() ? "" : parameters.toString())
                .filter(text -> !text.isEmpty())
                .map(Digests::ofText)
                .forEach(shownLayers::add);
        return new Model(
                name,
                Instant.now(),
                new Model.Files(Digests.hexOfText(name.key() + shownLayers), List.copyOf(shownLayers), size),
                new Model.Details(parent, family, parameterSize, quantization, contextLength, embeddingLength),
                Set.copyOf(capabilities),
                new Model.Texts(template, system, license, parameters, messages),
                info,
                tensors,
                new Model.Behaviour(charactersPerToken, loadTime, vramShare));
    }
}
