package dev.serai.searxng.pages;

import java.net.URI;

/**
 * What a reader of a page sees, as light Markdown.
 *
 * @param url where the page was in the end, after redirects
 * @param title empty where the page has none
 * @param language as the page tells it, such as de-AT; null where it tells none
 * @param cut whether the text was longer than allowed and ends early
 */
public record Page(URI url, String title, String text, String language, boolean cut) {}
