package dev.serai.searxng.client;

import java.util.List;
import java.util.Map;

/**
 * What an encyclopaedia says about the subject.
 *
 * @param id mostly the address of its article
 * @param more the server's other fields as they came
 */
public record Infobox(
        String title,
        String id,
        String content,
        String image,
        List<Link> links,
        List<Fact> facts,
        Map<String, Object> more) {

    public record Link(String title, String url) {}

    public record Fact(String label, String value) {}
}
