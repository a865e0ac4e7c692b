package dev.serai.ollama.doctor;

/**
 * What the doctor is asked to look at.
 *
 * @param model null for no model in particular
 * @param numCtx tokens of context that the endpoint asks for
 * @param memory bytes that the models on one server may fill; 0 when not given
 */
public record Question(String model, long numCtx, long memory) {

    boolean hasMemory() {
        return memory > 0;
    }

    /** A server grants no more than the model was trained for. */
    long contextOf(ModelInfo info) {
        return info.contextLength() > 0 ? Math.min(numCtx, info.contextLength()) : numCtx;
    }
}
