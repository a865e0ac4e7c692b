package dev.serai.supabase;

import java.util.Map;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What endpoints of every kind can be told. Not written after the endpoint has started. */
@UriParams
@Configurer
public class SupabaseConfiguration implements Cloneable {

    @UriParam(defaultValue = "http://localhost:8000")
    @Metadata(
            description =
                    "Where the Supabase is: the gateway of a self-hosted one, http://localhost:54321 of the command line tool, or https://<project>.supabase.co, which has to be in serai.egress.allow.")
    private String url = "http://localhost:8000";

    @UriParam(label = "security", secret = true)
    @Metadata(description = "The anonymous (publishable) key. Each request carries it unless key=service.")
    private String apiKey;

    @UriParam(label = "security", secret = true)
    @Metadata(
            description =
                    "The service (secret) key, which passes all policies of the database. Only endpoints with key=service send it.")
    private String serviceKey;

    @UriParam(label = "security", defaultValue = "anon", enums = "anon,service")
    @Metadata(description = "Which key is sent: anon, or service for work that must pass the policies of the database.")
    private KeyChoice key = KeyChoice.ANON;

    @UriParam(label = "security", secret = true)
    @Metadata(
            description =
                    "The token of a signed-in user, so that the policies of the database see that user. The header CamelSupabaseAccessToken wins over it; a session renews its tokens by itself.")
    private String accessToken;

    @UriParam(label = "security")
    @Metadata(
            description =
                    "The name of a session. supabase:auth/sign-in with it keeps the session here; every other endpoint with it asks as that user, and the token is renewed in time. No header changes who asks then.")
    private String session;

    @UriParam(label = "security")
    @Metadata(
            description =
                    "Who signs in where nobody is signed in (with password), in the session of that name or in one of its own. On an endpoint for sign-in and the like it is whom that is about, where the message names nobody; the component's is not.")
    private String email;

    @UriParam(label = "security", secret = true)
    @Metadata(description = "The password that goes with email.")
    private String password;

    @UriParam(label = "security", defaultValue = "1m", javaType = "java.time.Duration")
    @Metadata(
            description =
                    "How long before its end a session's token is renewed, but not before the middle of its life.")
    private long refreshMargin = 60_000;

    @UriParam
    @Metadata(
            description =
                    "What is to be done; which operations there are depends on the kind. The header CamelSupabaseOperation wins over it.")
    private String operation;

    @UriParam
    @Metadata(description = "The schema of the table or the function; the server's first one unless set.")
    private String schema;

    @UriParam
    @Metadata(
            description =
                    "Which rows are meant, in the words of PostgREST: RAW(status=eq.open&age=gte.18). For vector a JSON object that the metadata must contain.")
    private String filter;

    @UriParam
    @Metadata(
            description =
                    "The order of rows or files: created_at.desc.nullslast,id. For storage a column and a direction: name.asc.")
    private String order;

    @UriParam
    @Metadata(description = "How many rows, files or users are given at most.")
    private Integer limit;

    @UriParam
    @Metadata(description = "How many rows, files or users are left out at the beginning.")
    private Integer offset;

    @UriParam(defaultValue = "false")
    @Metadata(
            description =
                    "Whether the answer is handed on while it comes: the rows of a select as an iterator, what an edge function answers as an InputStream.")
    private boolean stream;

    @UriParam(defaultValue = "POST", enums = "GET,POST,PUT,PATCH,DELETE")
    @Metadata(
            description =
                    "How a function is called. For rpc POST, or GET where the database function changes nothing; edge functions take each.")
    private String method = "POST";

    @UriParam(label = "security", prefix = "httpHeader.", multiValue = true, secret = true)
    @Metadata(description = "Further HTTP headers, for gateways that want them: httpHeader.X-Team=red.")
    private Map<String, Object> httpHeaders;

    @UriParam(label = "limits", defaultValue = "10s", javaType = "java.time.Duration")
    @Metadata(description = "How long a connection may take to come about.")
    private long connectTimeout = 10_000;

    @UriParam(label = "limits", defaultValue = "1m", javaType = "java.time.Duration")
    @Metadata(description = "How long the server may take until it begins to answer.")
    private long requestTimeout = 60_000;

    @UriParam(label = "limits", defaultValue = "1m", javaType = "java.time.Duration")
    @Metadata(description = "How long an answer that has begun may be silent.")
    private long idleTimeout = 60_000;

    @UriParam(label = "limits", defaultValue = "10m", javaType = "java.time.Duration")
    @Metadata(
            description =
                    "How long an exchange may take in all; 0 is without limit. Uploads and downloads of files have no such limit.")
    private long totalTimeout = 600_000;

    @UriParam(label = "limits", defaultValue = "67108864")
    @Metadata(description = "How many bytes an answer may have. Files of storage that are streamed have no such limit.")
    private long maxResponseSize = 67108864;

    @UriParam(label = "limits", defaultValue = "2")
    @Metadata(
            description =
                    "How often a request that only reads is tried again when the server is busy (429, 503) or not reached. What writes is never sent twice; a sign-in by password and a refresh are no writes here.")
    private int retries = 2;

    public SupabaseConfiguration copy() {
        try {
            return (SupabaseConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

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

    public String getServiceKey() {
        return serviceKey;
    }

    public void setServiceKey(String serviceKey) {
        this.serviceKey = serviceKey;
    }

    public KeyChoice getKey() {
        return key;
    }

    public void setKey(KeyChoice key) {
        this.key = key;
    }

    public String getAccessToken() {
        return accessToken;
    }

    public void setAccessToken(String accessToken) {
        this.accessToken = accessToken;
    }

    public String getSession() {
        return session;
    }

    public void setSession(String session) {
        this.session = session;
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public long getRefreshMargin() {
        return refreshMargin;
    }

    public void setRefreshMargin(long refreshMargin) {
        this.refreshMargin = refreshMargin;
    }

    public String getOperation() {
        return operation;
    }

    public void setOperation(String operation) {
        this.operation = operation;
    }

    public String getSchema() {
        return schema;
    }

    public void setSchema(String schema) {
        this.schema = schema;
    }

    public String getFilter() {
        return filter;
    }

    public void setFilter(String filter) {
        this.filter = filter;
    }

    public String getOrder() {
        return order;
    }

    public void setOrder(String order) {
        this.order = order;
    }

    public Integer getLimit() {
        return limit;
    }

    public void setLimit(Integer limit) {
        this.limit = limit;
    }

    public Integer getOffset() {
        return offset;
    }

    public void setOffset(Integer offset) {
        this.offset = offset;
    }

    public boolean isStream() {
        return stream;
    }

    public void setStream(boolean stream) {
        this.stream = stream;
    }

    public String getMethod() {
        return method;
    }

    public void setMethod(String method) {
        this.method = method;
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
}
