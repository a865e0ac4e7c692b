package dev.serai.searxng.pages;

import dev.serai.support.error.ErrorCode;

/** Why a page isn't read. */
public enum PageError implements ErrorCode {
    ADDRESS("SEARXNG-201", "Use a full http or https address without a user name"),
    NOT_ALLOWED("SEARXNG-202", "Add it to the property serai.web.allow if pages there may be read"),
    ROBOTS("SEARXNG-203", "Leave the page alone, or set robots=false if its owner lets you read it"),
    ROBOTS_UNKNOWN(
            "SEARXNG-204", "Try again later, or set robots=false if the site's owner lets you read its pages", true),
    UNREACHABLE("SEARXNG-205", "Check the address, and that this machine reaches it", true),
    TIMEOUT("SEARXNG-206", "Try again later, or raise pageTimeout", true),
    TOO_LARGE("SEARXNG-207", "Raise maxPageBytes if pages of that size are wanted; the number of tags is fixed"),
    MISSING("SEARXNG-208", "Use another address; the page is gone"),
    REFUSED("SEARXNG-209", "Use another page; no login is ever sent"),
    BUSY("SEARXNG-210", "Try again later, and read fewer pages of that site at once (pagesPerHost)", true),
    SERVER("SEARXNG-211", "Try again later, or use another page", true),
    REDIRECT("SEARXNG-212", "Use the address that the page is at"),
    NOT_TEXT("SEARXNG-213", "Use a page of text: HTML, plain text, Markdown, JSON or XML"),
    PDF("SEARXNG-214", "Fetch the file in a route and read it with vector:name?operation=parse"),
    CODING("SEARXNG-215", "Use another page; this server sends what can't be unpacked"),
    EMPTY("SEARXNG-216", "Use another page; scripts aren't run"),
    TOO_MANY("SEARXNG-217", "Read fewer pages at once", true),
    CLOSED("SEARXNG-218", "Nothing: the route or the caller has ended"),
    OPTION("SEARXNG-219", "Correct the option of that name");

    private final String id;
    private final String remedy;
    private final boolean retryable;

    PageError(String id, String remedy) {
        this(id, remedy, false);
    }

    PageError(String id, String remedy, boolean retryable) {
        this.id = id;
        this.remedy = remedy;
        this.retryable = retryable;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String remedy() {
        return remedy;
    }

    @Override
    public boolean retryable() {
        return retryable;
    }
}
