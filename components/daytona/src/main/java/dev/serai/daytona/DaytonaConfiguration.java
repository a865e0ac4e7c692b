package dev.serai.daytona;

import java.util.Map;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What all endpoints share. Not written after the endpoint has started. */
@UriParams
@Configurer
public class DaytonaConfiguration implements Cloneable {

    @UriParam(defaultValue = "https://app.daytona.io/api")
    @Metadata(
            description =
                    "Where the API is. The host, and the one that the sandboxes are reached at (proxy.app.daytona.io), have to be in serai.egress.allow.")
    private String url = "https://app.daytona.io/api";

    @UriParam(label = "security", secret = true)
    @Metadata(description = "The key of your organization, or a JWT.")
    private String apiKey;

    @UriParam(label = "security")
    @Metadata(description = "The id of the organization; only needed with a JWT.")
    private String organization;

    @UriParam
    @Metadata(description = "The region of new sandboxes.")
    private String target;

    @UriParam
    @Metadata(
            description =
                    "Who leases sandboxes. What is left of the same owner after a crash is deleted at the next start, so each instance needs its own. The name of the Camel context and of the host unless set.")
    private String owner;

    @UriParam(label = "security", prefix = "httpHeader.", multiValue = true, secret = true)
    @Metadata(description = "Further HTTP headers, for proxies that want them: httpHeader.X-Team=red.")
    private Map<String, Object> httpHeaders;

    @UriParam(label = "limits", defaultValue = "10s", javaType = "java.time.Duration")
    @Metadata(description = "How long a connection may take to come about.")
    private long connectTimeout = 10_000;

    @UriParam(label = "limits", defaultValue = "1m", javaType = "java.time.Duration")
    @Metadata(description = "How long the service may take until it begins to answer.")
    private long requestTimeout = 60_000;

    @UriParam(label = "limits", defaultValue = "1m", javaType = "java.time.Duration")
    @Metadata(description = "How long an answer that has begun may be silent.")
    private long idleTimeout = 60_000;

    @UriParam(label = "limits", defaultValue = "10m", javaType = "java.time.Duration")
    @Metadata(description = "How long a request may take in all; 0 is without limit. Files have no such limit.")
    private long totalTimeout = 600_000;

    @UriParam(label = "limits", defaultValue = "67108864")
    @Metadata(description = "How many bytes an answer may have. Files that are streamed have no such limit.")
    private long maxResponseSize = 67108864;

    @UriParam(label = "limits", defaultValue = "3")
    @Metadata(
            description =
                    "How often a request that only reads is tried again when the service is busy or not reached. What writes is never sent twice.")
    private int retries = 3;

    public String getUrl() {
        return url;
    }

    public void setUrl(String url) {
        this.url = url;
    }

    public String getApiKey() {
        return apiKey;
    }

    public void setApiKey(String apiKey) {
        this.apiKey = apiKey;
    }

    public String getOrganization() {
        return organization;
    }

    public void setOrganization(String organization) {
        this.organization = organization;
    }

    public String getTarget() {
        return target;
    }

    public void setTarget(String target) {
        this.target = target;
    }

    public String getOwner() {
        return owner;
    }

    public void setOwner(String owner) {
        this.owner = owner;
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

    public long getRequestTimeout() {
        return requestTimeout;
    }

    public void setRequestTimeout(long requestTimeout) {
        this.requestTimeout = requestTimeout;
    }

    public long getIdleTimeout() {
        return idleTimeout;
    }

    public void setIdleTimeout(long idleTimeout) {
        this.idleTimeout = idleTimeout;
    }

    public long getTotalTimeout() {
        return totalTimeout;
    }

    public void setTotalTimeout(long totalTimeout) {
        this.totalTimeout = totalTimeout;
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

    public DaytonaConfiguration copy() {
        try {
            return (DaytonaConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }
}
