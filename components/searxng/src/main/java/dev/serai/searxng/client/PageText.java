package dev.serai.searxng.client;

/**
 * The readable text of a web page, or why there is none.
 *
 * @param url where it was found, after redirects; where it was looked for when it could not be read
 * @param language as the page says; null when it says nothing
 * @param cut whether there was more text than was wanted
 * @param failure why it could not be read; null when it was
 */
public record PageText(String url, String title, String text, String language, boolean cut, String failure) {

    public static PageText failed(String url, String failure) {
        return new PageText(url, null, null, null, false, failure);
    }

    /** For a model, marked as what it is. */
    public String forModel() {
        return ModelText.of(this);
    }
}
