package dev.serai.ollama.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A model that every server built on llama.cpp runs, and that answers from a table. Attention and feed-forward weights
 * are zero, a token's embedding is a one in a place of its own, and the output matrix turns that into the token that
 * follows it. So what follows depends on the last token alone, and no temperature is high enough to change it.
 */
final class ScriptedModel {

    private static final int SIZE = 512;
    private static final int HEAD = 32;
    private static final int BYTES = 256;
    private static final int FIRST_BYTE = 3;
    private static final int END = 2;
    // The kinds of tokens, by the format's numbers.
    private static final int NORMAL = 1;
    private static final int UNKNOWN = 2;
    private static final int CONTROL = 3;
    private static final int USER_DEFINED = 4;
    private static final int UNUSED = 5;
    private static final int BYTE = 6;
    /** The answers, cut into tokens of which no two are the same, since a token has one successor. */
    private static final Map<String, String> ANSWERS = answers();

    private static final String LOOP = "<|loop|>";
    private static final String UNICODE = "<|unicode|>";
    private static final String UNICODE_ANSWER = "é👋日";
    private static final List<String> OTHER_MARKERS =
            List.of("<|empty|>", "<|system|>", "<|user|>", "<|assistant|>", "<|tool|>", "<|end|>");

    private final String name;
    private final boolean thinks;
    private final List<String> tokens = new ArrayList<>();
    private final List<Integer> kinds = new ArrayList<>();
    private final int[] successors = new int[SIZE];

    private ScriptedModel(String name, boolean thinks) {
        this.name = name;
        this.thinks = thinks;
        token("<unk>", UNKNOWN);
        token("<s>", CONTROL);
        token("</s>", CONTROL);
        IntStream.range(0, BYTES).forEach(value -> token("<0x%02X>".formatted(value), BYTE));
        OTHER_MARKERS.forEach(marker -> token(marker, USER_DEFINED));
        IntStream.range(0, SIZE).forEach(token -> successors[token] = END);
        ANSWERS.forEach(this::answer);
        spellUnicode();
        while (tokens.size() < SIZE) {
            token("<|x" + tokens.size() + "|>", UNUSED);
        }
    }

    /** A model that answers at once and calls tools. Another name makes another file, and so another digest. */
    static ScriptedModel chat(String name) {
        return new ScriptedModel(name, false);
    }

    /** A model that thinks first. */
    static ScriptedModel think(String name) {
        return new ScriptedModel(name, true);
    }

    static String digest(byte[] file) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes both models to a folder, for servers that read files: {@code chat.gguf} and {@code think.gguf}. */
    public static void main(String[] folder) throws IOException {
        Files.write(Path.of(folder[0], "chat.gguf"), chat("serai-scripted-chat").toGguf());
        Files.write(
                Path.of(folder[0], "think.gguf"), think("serai-scripted-think").toGguf());
    }

    private static Map<String, String> answers() {
        var answers = new LinkedHashMap<String, String>();
        answers.put("<|hello|>", "Hello~▁from~▁the~▁scripted~▁model.");
        answers.put(
                "<|call1|>",
                "<tool_call>~\n{\"name\":~▁\"get_weather\",~▁\"arguments\":~▁{\"city\":~▁\"Paris\"}}~\n</tool_call>");
        answers.put(
                "<|call2|>",
                "<~tool_call>~\n~{\"name\":~▁~\"get_weather\",~▁\"~arguments\":~▁{~\"city\":~▁\"Rome\"}}~\n<~"
                        + "/tool_call>~\n<tool_call>~\n{~\"name\":~▁\"g~et_weather\",~▁\"a~rguments\":~▁{\"~city\":~"
                        + "▁\"Oslo\"}}~\n</t~ool_call>");
        answers.put("<|answer|>", "It~▁is~▁21~▁degrees~▁and~▁sunny~▁in~▁Paris.");
        answers.put("<|json|>", "{\"city\":~▁\"Lima\",~▁\"temperature\":~▁18}");
        answers.put(LOOP, "▁round~▁we~▁go~▁again");
        answers.put(
                "<|think|>",
                "<think>~\nThe~▁user~▁greets~▁me;~▁a~▁short~▁reply~▁i~s~▁enough.~\n</think>~\n\nHi!~▁I~▁thought~▁about~"
                        + "▁it~▁first.");
        return answers;
    }

    private int token(String text, int kind) {
        tokens.add(text);
        kinds.add(kind);
        return tokens.size() - 1;
    }

    private void answer(String marker, String pieces) {
        int first = token(marker, USER_DEFINED);
        int last = first;
        for (var piece : pieces.split("~")) {
            int next = token(piece, NORMAL);
            successors[last] = next;
            last = next;
        }
        if (marker.equals(LOOP)) {
            successors[last] = first + 1;
        }
    }

    /** By the bytes of its characters, so that a server has to put them together. */
    private void spellUnicode() {
        int last = token(UNICODE, USER_DEFINED);
        for (var value : UNICODE_ANSWER.getBytes(StandardCharsets.UTF_8)) {
            int next = FIRST_BYTE + (value & 0xff);
            successors[last] = next;
            last = next;
        }
    }

    byte[] toGguf() {
        var file = new GgufWriter()
                .put("general.architecture", "llama")
                .put("general.name", name)
                .put("general.license", "cc0-1.0")
                .put("general.file_type", 1)
                .put("llama.context_length", 4096)
                .put("llama.embedding_length", SIZE)
                .put("llama.block_count", 1)
                .put("llama.feed_forward_length", HEAD)
                .put("llama.attention.head_count", 1)
                .put("llama.attention.head_count_kv", 1)
                .put("llama.attention.key_length", HEAD)
                .put("llama.attention.value_length", HEAD)
                .put("llama.rope.dimension_count", HEAD)
                .put("llama.attention.layer_norm_rms_epsilon", 1e-5f)
                .put("llama.vocab_size", SIZE)
                .put("tokenizer.ggml.model", "llama")
                .put("tokenizer.ggml.tokens", tokens)
                .put("tokenizer.ggml.scores", Collections.nCopies(SIZE, -1000f))
                .put("tokenizer.ggml.token_type", kinds)
                .put("tokenizer.ggml.bos_token_id", 1)
                .put("tokenizer.ggml.eos_token_id", END)
                .put("tokenizer.ggml.unknown_token_id", 0)
                .put("tokenizer.ggml.add_bos_token", true)
                .put("tokenizer.ggml.add_space_prefix", false)
                .put("tokenizer.chat_template", ScriptedTemplate.of(thinks));
        return tensors(file).toBytes();
    }

    private GgufWriter tensors(GgufWriter file) {
        var identity = IntStream.range(0, SIZE).mapToObj(i -> new int[] {i, i}).toList();
        var table = IntStream.range(0, SIZE)
                .mapToObj(token -> new int[] {successors[token], token})
                .toList();
        return file.matrix("token_embd.weight", SIZE, SIZE, identity)
                .ones("output_norm.weight", SIZE)
                .matrix("output.weight", SIZE, SIZE, table)
                .ones("blk.0.attn_norm.weight", SIZE)
                .matrix("blk.0.attn_q.weight", SIZE, HEAD, List.of())
                .matrix("blk.0.attn_k.weight", SIZE, HEAD, List.of())
                .matrix("blk.0.attn_v.weight", SIZE, HEAD, List.of())
                .matrix("blk.0.attn_output.weight", HEAD, SIZE, List.of())
                .ones("blk.0.ffn_norm.weight", SIZE)
                .matrix("blk.0.ffn_gate.weight", SIZE, HEAD, List.of())
                .matrix("blk.0.ffn_up.weight", SIZE, HEAD, List.of())
                .matrix("blk.0.ffn_down.weight", HEAD, SIZE, List.of());
    }
}
