package dev.serai.searxng.pages;

import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** How pages are read. Not written after the endpoint has started. */
@UriParams
@Configurer
public class PageOptions implements Cloneable {

    @UriParam(label = "pages", defaultValue = "2097152")
    @Metadata(description = "How many bytes a page may have, unpacked.")
    private long maxPageBytes = 2097152;

    @UriParam(label = "pages", defaultValue = "20000")
    @Metadata(description = "How many characters of text a page gives. A longer text is cut at a paragraph.")
    private int maxPageChars = 20000;

    @UriParam(label = "pages", defaultValue = "20s", javaType = "java.time.Duration")
    @Metadata(description = "How long a page may take in all, with waiting for its turn and redirects.")
    private long pageTimeout = 20_000;

    @UriParam(label = "pages", defaultValue = "5")
    @Metadata(description = "How many redirects are followed. Each address on the way is checked like the first.")
    private int maxRedirects = 5;

    @UriParam(label = "pages", defaultValue = "true")
    @Metadata(description = "Whether the robots.txt of a site decides what is read of it.")
    private boolean robots = true;

    @UriParam(label = "pages", defaultValue = "serai")
    @Metadata(
            description =
                    "What pages are asked with as User-Agent. Its first word is the name looked for in robots.txt.")
    private String pageUserAgent = "serai";

    @UriParam(label = "pages")
    @Metadata(
            description =
                    "The ports that pages may be read from, separated by commas, such as 80,443. Any port unless set.")
    private String pagePorts;

    @UriParam(label = "pages", defaultValue = "2")
    @Metadata(description = "How many pages are read of one host at once; others wait in line, without a thread.")
    private int pagesPerHost = 2;

    @UriParam(label = "pages", defaultValue = "8")
    @Metadata(description = "How many pages are read at once in all.")
    private int pagesAtOnce = 8;

    public long getMaxPageBytes() {
        return maxPageBytes;
    }

    public void setMaxPageBytes(long maxPageBytes) {
        this.maxPageBytes = maxPageBytes;
    }

    public int getMaxPageChars() {
        return maxPageChars;
    }

    public void setMaxPageChars(int maxPageChars) {
        this.maxPageChars = maxPageChars;
    }

    public long getPageTimeout() {
        return pageTimeout;
    }

    public void setPageTimeout(long pageTimeout) {
        this.pageTimeout = pageTimeout;
    }

    public int getMaxRedirects() {
        return maxRedirects;
    }

    public void setMaxRedirects(int maxRedirects) {
        this.maxRedirects = maxRedirects;
    }

    public boolean isRobots() {
        return robots;
    }

    public void setRobots(boolean robots) {
        this.robots = robots;
    }

    public String getPageUserAgent() {
        return pageUserAgent;
    }

    public void setPageUserAgent(String pageUserAgent) {
        this.pageUserAgent = pageUserAgent;
    }

    public String getPagePorts() {
        return pagePorts;
    }

    public void setPagePorts(String pagePorts) {
        this.pagePorts = pagePorts;
    }

    public int getPagesPerHost() {
        return pagesPerHost;
    }

    public void setPagesPerHost(int pagesPerHost) {
        this.pagesPerHost = pagesPerHost;
    }

    public int getPagesAtOnce() {
        return pagesAtOnce;
    }

    public void setPagesAtOnce(int pagesAtOnce) {
        this.pagesAtOnce = pagesAtOnce;
    }

    public PageOptions copy() {
        try {
            return (PageOptions) clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
