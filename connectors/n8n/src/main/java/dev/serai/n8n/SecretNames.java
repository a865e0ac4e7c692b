package dev.serai.n8n;

import dev.serai.n8n.convert.Project;
import dev.serai.n8n.workflow.Node;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The names of what stands for secrets. They hang on the name of the node alone, not on its place: what was set stays when
 * the workflow is imported anew, and must never get to another node and the server that it asks.
 */
final class SecretNames {

    /** Longer words look like secrets themselves. */
    private static final int LONGEST = 20;

    private final Map<String, Long> shared;

    SecretNames(List<Node> nodes) {
        shared = nodes.stream().collect(Collectors.groupingBy(node -> word(node.name()), Collectors.counting()));
    }

    String of(Node node) {
        var word = word(node.name());
        var all = word.equals(node.name().toLowerCase(Locale.ROOT).replaceAll("[ -]", "_"));
        return "secret_" + (all && shared.get(word) == 1 ? word : word + "_" + digest(node.name()));
    }

    private static String word(String name) {
        var slug = Project.slug(name, "node");
        return slug.substring(0, Math.min(LONGEST, slug.length())).replace('-', '_');
    }

    private static String digest(String name) {
        try {
            var bytes = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
