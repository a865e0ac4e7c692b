package dev.serai.searxng.pages;

import dev.serai.support.error.SeraiException;
import java.net.URI;

/** A page that can't be read. */
public class PageException extends SeraiException {

    private static final long serialVersionUID = 1L;

    private final transient URI url;

    PageException(PageError code, URI url, String fact) {
        this(code, url, fact, null);
    }

    PageException(PageError code, URI url, String fact, Throwable cause) {
        super(code, fact, cause);
        this.url = url;
    }

    /** The address that failed, with secrets masked; after redirects it may be another than the one asked for. */
    public URI url() {
        return url;
    }
}
