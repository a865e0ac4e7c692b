package dev.serai.daytona;

import java.util.Map;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** Which sandbox is meant, and what is done with it. Not written after the endpoint has started. */
@UriParams
@Configurer
public class SandboxOptions {

    @UriParam(defaultValue = "auto")
    @Metadata(
            description =
                    "Which sandbox is meant, by id or name; auto leases one and deletes it at the end. The header CamelDaytonaSandbox wins over it.")
    private String sandbox = "auto";

    @UriParam(defaultValue = "exchange", enums = "exchange,session")
    @Metadata(
            description =
                    "How long a leased sandbox is kept: for the exchange, or for the session that the header CamelDaytonaLease names.")
    private SandboxScope sandboxScope = SandboxScope.EXCHANGE;

    @UriParam(defaultValue = "15m", javaType = "java.time.Duration")
    @Metadata(description = "After which time without use the sandbox of a session is deleted.")
    private long sandboxIdle = 900_000;

    @UriParam(defaultValue = "true")
    @Metadata(description = "Whether an operation that changes the state waits until that is reached.")
    private boolean wait = true;

    @UriParam(label = "limits", defaultValue = "5m", javaType = "java.time.Duration")
    @Metadata(description = "How long a state is waited for.")
    private long waitTimeout = 300_000;

    @UriParam
    @Metadata(description = "The state that sandbox/wait waits for, started unless set. Several with commas.")
    private String state;

    @UriParam
    @Metadata(description = "Only sandboxes in these states are listed, with commas.")
    private String states;

    @UriParam
    @Metadata(description = "Where a list goes on: nextCursor of the page before.")
    private String cursor;

    @UriParam
    @Metadata(description = "Which page of a list of snapshots is given; the first is 1.")
    private Integer page;

    @UriParam
    @Metadata(description = "How many entries a page has.")
    private Integer limit;

    @UriParam
    @Metadata(description = "Whether a sandbox is stopped without asking its processes first.")
    private Boolean force;

    @UriParam
    @Metadata(description = "Whether a recovered sandbox stays stopped.")
    private Boolean skipStart;

    @UriParam
    @Metadata(description = "The port in the sandbox that a preview link leads to.")
    private Integer port;

    @UriParam
    @Metadata(description = "After how long a link (in seconds) or an access by ssh (in minutes) ends.")
    private Integer expiresIn;

    @UriParam(label = "security", secret = true)
    @Metadata(description = "The token of a link or of an access by ssh that is to end.")
    private String token;

    @UriParam
    @Metadata(description = "The id of a volume, or its name where it is asked for.")
    private String volume;

    public String getSandbox() {
        return sandbox;
    }

    public void setSandbox(String sandbox) {
        this.sandbox = sandbox;
    }

    public SandboxScope getSandboxScope() {
        return sandboxScope;
    }

    public void setSandboxScope(SandboxScope sandboxScope) {
        this.sandboxScope = sandboxScope;
    }

    public long getSandboxIdle() {
        return sandboxIdle;
    }

    public void setSandboxIdle(long sandboxIdle) {
        this.sandboxIdle = sandboxIdle;
    }

    public boolean isWait() {
        return wait;
    }

    public void setWait(boolean wait) {
        this.wait = wait;
    }

    public long getWaitTimeout() {
        return waitTimeout;
    }

    public void setWaitTimeout(long waitTimeout) {
        this.waitTimeout = waitTimeout;
    }

    public String getState() {
        return state;
    }

    public void setState(String state) {
        this.state = state;
    }

    public String getStates() {
        return states;
    }

    public void setStates(String states) {
        this.states = states;
    }

    public String getCursor() {
        return cursor;
    }

    public void setCursor(String cursor) {
        this.cursor = cursor;
    }

    public Integer getPage() {
        return page;
    }

    public void setPage(Integer page) {
        this.page = page;
    }

    public Integer getLimit() {
        return limit;
    }

    public void setLimit(Integer limit) {
        this.limit = limit;
    }

    public Boolean getForce() {
        return force;
    }

    public void setForce(Boolean force) {
        this.force = force;
    }

    public Boolean getSkipStart() {
        return skipStart;
    }

    public void setSkipStart(Boolean skipStart) {
        this.skipStart = skipStart;
    }

    public Integer getPort() {
        return port;
    }

    public void setPort(Integer port) {
        this.port = port;
    }

    public Integer getExpiresIn() {
        return expiresIn;
    }

    public void setExpiresIn(Integer expiresIn) {
        this.expiresIn = expiresIn;
    }

    public String getToken() {
        return token;
    }

    public void setToken(String token) {
        this.token = token;
    }

    public String getVolume() {
        return volume;
    }

    public void setVolume(String volume) {
        this.volume = volume;
    }

    /** The arguments that are set, by name. */
    void into(Map<String, Object> all) {
        all.put("state", state);
        all.put("states", states);
        all.put("cursor", cursor);
        all.put("page", page);
        all.put("limit", limit);
        all.put("force", force);
        all.put("skipStart", skipStart);
        all.put("port", port);
        all.put("expiresIn", expiresIn);
        all.put("token", token);
        all.put("volume", volume);
    }
}
