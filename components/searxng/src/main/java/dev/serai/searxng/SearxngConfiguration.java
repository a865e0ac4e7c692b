package dev.serai.searxng;

import dev.serai.searxng.client.HostPolicy;
import dev.serai.searxng.client.SearchFormat;
import dev.serai.searxng.client.SearchMethod;
import dev.serai.searxng.client.TimeRange;
import java.util.Map;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What an endpoint can be told. Not written after the endpoint has started. */
@UriParams
@Configurer
public class SearxngConfiguration implements Cloneable {

    @UriParam(defaultValue = "http://localhost:8080")
    @Metadata(
            description =
                    "Where SearXNG is, with the path it lies under if it has one, such as http://localhost:8080/searxng.")
    private String baseUrl = "http://localhost:8080";

    @UriParam(label = "instances")
    @Metadata(
            description =
                    "Several instances instead of baseUrl, separated by commas. One that fails, limits or hears nothing from its engines is left alone for hostRest, and the next one is asked.")
    private String hosts;

    @UriParam(label = "instances", defaultValue = "in-order", enums = "in-order,round-robin")
    @Metadata(description = "Which of the hosts is asked first.")
    private HostPolicy hostPolicy = HostPolicy.IN_ORDER;

    @UriParam(label = "instances", defaultValue = "1m", javaType = "java.time.Duration")
    @Metadata(description = "How long an instance that failed is left alone.")
    private long hostRest = 60_000;

    @UriParam(label = "security")
    @Metadata(description = "The name at a proxy before SearXNG that wants a login.")
    private String username;

    @UriParam(label = "security", secret = true)
    @Metadata(description = "The password that goes with username.")
    private String password;

    @UriParam(label = "security", prefix = "httpHeader.", multiValue = true, secret = true)
    @Metadata(
            description =
                    "Further HTTP headers, such as httpHeader.X-Team=red; they win over those that the component sends.")
    private Map<String, Object> httpHeaders;

    @UriParam(label = "limits", defaultValue = "10s", javaType = "java.time.Duration")
    @Metadata(description = "How long a connection may take to come about.")
    private long connectTimeout = 10_000;

    @UriParam(label = "limits", defaultValue = "30s", javaType = "java.time.Duration")
    @Metadata(description = "How long one answer of SearXNG may take in all, with further tries.")
    private long timeout = 30_000;

    @UriParam(label = "limits", defaultValue = "8388608")
    @Metadata(description = "How many bytes an answer may have, unpacked.")
    private long maxResponseSize = 8388608;

    @UriParam(label = "limits", defaultValue = "1")
    @Metadata(
            description =
                    "How often a request is tried again when the connection is lost or the server is starting (502, 503, 504). With several hosts the next one is asked instead.")
    private int retries = 1;

    @UriParam(label = "limits", defaultValue = "500", javaType = "java.time.Duration")
    @Metadata(description = "How long the first wait before another try is; it doubles from try to try.")
    private long retryDelay = 500;

    @UriParam(label = "search", defaultValue = "post", enums = "post,get")
    @Metadata(
            description =
                    "How a search is sent. post keeps questions out of the logs of proxies; get lets a cache before SearXNG answer.")
    private SearchMethod method = SearchMethod.POST;

    @UriParam(label = "search")
    @Metadata(description = "The question. The body wins over it, and the header CamelSearxngQuery over both.")
    private String q;

    @UriParam(label = "search")
    @Metadata(description = "The categories that are searched, separated by commas, such as general,it.")
    private String categories;

    @UriParam(label = "search")
    @Metadata(description = "The engines that are asked, separated by commas.")
    private String engines;

    @UriParam(label = "search")
    @Metadata(description = "The language of the results, such as de, de-AT or all.")
    private String language;

    @UriParam(label = "search", defaultValue = "1")
    @Metadata(description = "The first page of results that is asked for.")
    private int page = 1;

    @UriParam(label = "search", defaultValue = "1")
    @Metadata(
            description =
                    "How many pages are asked for, one after the other, until one brings nothing new. At most 20.")
    private int pages = 1;

    @UriParam(label = "search", enums = "day,week,month,year")
    @Metadata(description = "How old a result may be; only some engines can tell.")
    private TimeRange timeRange;

    @UriParam(label = "search")
    @Metadata(
            description =
                    "Whether engines leave out what is not for children: 0 none of it, 1 some of it, 2 all of it. Unless set, the instance decides.")
    private Integer safeSearch;

    @UriParam(label = "search", defaultValue = "0", javaType = "java.time.Duration")
    @Metadata(
            description =
                    "How long the engines may take; the instance may set a lower limit. 0 leaves it to the instance.")
    private long timeLimit = 0;

    @UriParam(label = "search", defaultValue = "json", enums = "json,csv,rss")
    @Metadata(
            description =
                    "What SearXNG answers with. json is read into results; csv and rss come as text, of one page.")
    private SearchFormat format = SearchFormat.JSON;

    @UriParam(label = "search", defaultValue = "0")
    @Metadata(description = "How many results are wanted; 0 is all that there are.")
    private int maxResults = 0;

    @UriParam(label = "search", defaultValue = "results", enums = "results,passages,text")
    @Metadata(
            description =
                    "What the body becomes. results: typed results (with read: the page). passages: a list of passages, as a retriever gives them. text: numbered sources to show to a model, marked as quoted from the web.")
    private SearxngOutput output = SearxngOutput.RESULTS;

    @UriParam(label = "search", defaultValue = "0")
    @Metadata(
            description =
                    "Of how many of the first results the page is read too. A page that cannot be read carries the reason. At most 50.")
    private int fetch = 0;

    @UriParam(label = "search", defaultValue = "fail", enums = "fail,warn,ignore")
    @Metadata(description = "What happens when nothing was found and engines gave no answer.")
    private UnresponsivePolicy onUnresponsive = UnresponsivePolicy.FAIL;

    @UriParam(label = "search", defaultValue = "true")
    @Metadata(
            description =
                    "Whether the names of engines and categories are looked up in the instance's config before the first search; SearXNG silently ignores unknown ones.")
    private boolean checkNames = true;

    @UriParam(label = "consumer", defaultValue = "each", enums = "each,list")
    @Metadata(description = "Whether each new result starts an exchange, or all of a poll start one together.")
    private SearxngEmit emit = SearxngEmit.EACH;

    @UriParam(label = "consumer", defaultValue = "emit", enums = "emit,remember")
    @Metadata(
            description =
                    "What becomes of the results of the first poll when none of them is known: they are emitted, or only remembered.")
    private FirstPoll firstPoll = FirstPoll.EMIT;

    @UriParam(label = "consumer")
    @Metadata(description = "Where the addresses of results that were emitted are kept. Unless set, in memory.")
    private IdempotentRepository idempotentRepository;

    @UriParam(label = "consumer")
    @Metadata(
            description =
                    "A file that keeps the addresses of results that were emitted over restarts, unless idempotentRepository is set.")
    private String seenFile;

    @UriParam(label = "consumer", defaultValue = "10000")
    @Metadata(description = "How many addresses are kept in memory unless idempotentRepository is set.")
    private int maxRemembered = 10000;

    public String getBaseUrl() {
        return baseUrl;
    }

    public void setBaseUrl(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    public String getHosts() {
        return hosts;
    }

    public void setHosts(String hosts) {
        this.hosts = hosts;
    }

    public HostPolicy getHostPolicy() {
        return hostPolicy;
    }

    public void setHostPolicy(HostPolicy hostPolicy) {
        this.hostPolicy = hostPolicy;
    }

    public long getHostRest() {
        return hostRest;
    }

    public void setHostRest(long hostRest) {
        this.hostRest = hostRest;
    }

    public String getUsername() {
        return username;
    }

    public void setUsername(String username) {
        this.username = username;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public Map<String, Object> getHttpHeaders() {
        return httpHeaders;
    }

    public void setHttpHeaders(Map<String, Object> httpHeaders) {
        this.httpHeaders = httpHeaders;
    }

    public long getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public long getTimeout() {
        return timeout;
    }

    public void setTimeout(long timeout) {
        this.timeout = timeout;
    }

    public long getMaxResponseSize() {
        return maxResponseSize;
    }

    public void setMaxResponseSize(long maxResponseSize) {
        this.maxResponseSize = maxResponseSize;
    }

    public int getRetries() {
        return retries;
    }

    public void setRetries(int retries) {
        this.retries = retries;
    }

    public long getRetryDelay() {
        return retryDelay;
    }

    public void setRetryDelay(long retryDelay) {
        this.retryDelay = retryDelay;
    }

    public SearchMethod getMethod() {
        return method;
    }

    public void setMethod(SearchMethod method) {
        this.method = method;
    }

    public String getQ() {
        return q;
    }

    public void setQ(String q) {
        this.q = q;
    }

    public String getCategories() {
        return categories;
    }

    public void setCategories(String categories) {
        this.categories = categories;
    }

    public String getEngines() {
        return engines;
    }

    public void setEngines(String engines) {
        this.engines = engines;
    }

    public String getLanguage() {
        return language;
    }

    public void setLanguage(String language) {
        this.language = language;
    }

    public int getPage() {
        return page;
    }

    public void setPage(int page) {
        this.page = page;
    }

    public int getPages() {
        return pages;
    }

    public void setPages(int pages) {
        this.pages = pages;
    }

    public TimeRange getTimeRange() {
        return timeRange;
    }

    public void setTimeRange(TimeRange timeRange) {
        this.timeRange = timeRange;
    }

    public Integer getSafeSearch() {
        return safeSearch;
    }

    public void setSafeSearch(Integer safeSearch) {
        this.safeSearch = safeSearch;
    }

    public long getTimeLimit() {
        return timeLimit;
    }

    public void setTimeLimit(long timeLimit) {
        this.timeLimit = timeLimit;
    }

    public SearchFormat getFormat() {
        return format;
    }

    public void setFormat(SearchFormat format) {
        this.format = format;
    }

    public int getMaxResults() {
        return maxResults;
    }

    public void setMaxResults(int maxResults) {
        this.maxResults = maxResults;
    }

    public SearxngOutput getOutput() {
        return output;
    }

    public void setOutput(SearxngOutput output) {
        this.output = output;
    }

    public int getFetch() {
        return fetch;
    }

    public void setFetch(int fetch) {
        this.fetch = fetch;
    }

    public UnresponsivePolicy getOnUnresponsive() {
        return onUnresponsive;
    }

    public void setOnUnresponsive(UnresponsivePolicy onUnresponsive) {
        this.onUnresponsive = onUnresponsive;
    }

    public boolean isCheckNames() {
        return checkNames;
    }

    public void setCheckNames(boolean checkNames) {
        this.checkNames = checkNames;
    }

    public SearxngEmit getEmit() {
        return emit;
    }

    public void setEmit(SearxngEmit emit) {
        this.emit = emit;
    }

    public FirstPoll getFirstPoll() {
        return firstPoll;
    }

    public void setFirstPoll(FirstPoll firstPoll) {
        this.firstPoll = firstPoll;
    }

    public IdempotentRepository getIdempotentRepository() {
        return idempotentRepository;
    }

    public void setIdempotentRepository(IdempotentRepository idempotentRepository) {
        this.idempotentRepository = idempotentRepository;
    }

    public String getSeenFile() {
        return seenFile;
    }

    public void setSeenFile(String seenFile) {
        this.seenFile = seenFile;
    }

    public int getMaxRemembered() {
        return maxRemembered;
    }

    public void setMaxRemembered(int maxRemembered) {
        this.maxRemembered = maxRemembered;
    }

    public SearxngConfiguration copy() {
        try {
            return (SearxngConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }
}
