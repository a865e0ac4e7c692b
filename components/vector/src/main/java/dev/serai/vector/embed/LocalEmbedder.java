package dev.serai.vector.embed;

import dev.serai.support.vector.Fingerprint;
import dev.serai.vector.VectorError;
import dev.serai.vector.VectorException;
import dev.serai.vector.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Embeds on this machine's processor. */
public final class LocalEmbedder implements Embedder {

    private static final Logger LOG = LoggerFactory.getLogger(LocalEmbedder.class);

    private final LocalModel model;
    private final LocalModels models;
    private final Workers passages;
    private final Workers questions;
    private final LongText longText;

    /**
     * @param name {@code local} or {@code local:} and the model's name
     * @param questions their own threads, so that a question does not stand behind a thousand passages
     */
    public LocalEmbedder(String name, LocalModels models, Workers passages, Workers questions, LongText longText) {
        this.model = LocalModel.of(name);
        this.models = models;
        this.passages = passages;
        this.questions = questions;
        this.longText = longText;
    }

    @Override
    public CompletableFuture<Fingerprint> fingerprint() {
        return CompletableFuture.completedFuture(new Fingerprint("local:" + model.id(), LocalModel.DIMENSIONS));
    }

    @Override
    public CompletableFuture<List<float[]>> embed(List<String> texts, Purpose purpose) {
        var workers = purpose == Purpose.QUESTION ? questions : passages;
        return models.encoder(model)
                .thenCompose(encoder -> workers.call(() -> {
                    var vectors = new ArrayList<float[]>(texts.size());
                    for (var text : texts) {
                        vectors.add(encoder.vector(pieces(encoder, text, purpose)));
                    }
                    return vectors;
                }));
    }

    private long[] pieces(OnnxEncoder encoder, String text, Purpose purpose) {
        var pieces = encoder.pieces(model.prefix(purpose) + text);
        if (pieces.total() > LocalModel.WINDOW) {
            var fact = "a text of " + pieces.total() + " tokens is longer than the " + LocalModel.WINDOW + " that "
                    + model.id() + " reads";
            if (longText == LongText.FAIL) {
                throw new VectorException(VectorError.TEXT_TOO_LONG, fact);
            }
            LOG.warn("{}: only its beginning is searchable by meaning", fact);
        }
        return pieces.ids();
    }
}
