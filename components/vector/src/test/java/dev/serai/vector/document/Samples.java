package dev.serai.vector.document;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What the tests of this package share. */
final class Samples {

    /** About four characters are a token, as with most models. */
    static final TokenCounter QUARTERS = text -> (text.length() + 3) / 4;

    private Samples() {}

    static ParsedDocument parse(String text, String name) throws DocumentException {
        return parse(text.getBytes(StandardCharsets.UTF_8), name);
    }

    static ParsedDocument parse(byte[] bytes, String name) throws DocumentException {
        return parse(bytes, name, ParseLimits.defaults());
    }

    static ParsedDocument parse(byte[] bytes, String name, ParseLimits limits) throws DocumentException {
        return new DocumentParser(limits).parse(new ByteArrayInputStream(bytes), name, null);
    }

    static List<String> words(String text) {
        return Arrays.stream(text.split("[\\s\\u00a0]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Words of many scripts, sentences, lines, paragraphs and sometimes code, all different from one another. */
    static String randomText(Random random, int words) {
        var text = new StringBuilder();
        var letters = List.of("a", "e", "k", "n", "ß", "Ж", "日", "本", "\ud83d\ude00", "\ud834\udd1e", "é", "-", "'");
        for (int i = 0; i < words; i++) {
            for (int length = random.nextInt(12); length >= 0; length--) {
                text.append(letters.get(random.nextInt(letters.size())));
            }
            text.append(i).append(random.nextInt(8) == 0 ? "." : "");
            int gap = random.nextInt(40);
            text.append(
                    gap == 0
                            ? "\n\n"
                            : gap == 1 ? "\n```\n" : gap == 2 ? "\n\n\n" : gap < 6 ? "\n" : gap == 7 ? "\t" : " ");
        }
        return text.toString();
    }

    static List<String> texts(List<Chunk> chunks) {
        return new ArrayList<>(chunks.stream().map(Chunk::text).toList());
    }
}
