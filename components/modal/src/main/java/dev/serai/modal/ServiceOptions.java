package dev.serai.modal;

import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** Which workspace of Modal is meant, and how it is spoken to. */
@UriParams
public abstract class ServiceOptions {

    @UriParam(label = "common", defaultValue = "https://api.modal.com")
    @Metadata(description = "Where Modal is. A stand-in on this machine has an http address.")
    private String serverUrl = "https://api.modal.com";

    @UriParam
    @Metadata(description = "The environment of all names; unless set, the default one of the workspace.")
    private String environment;

    @UriParam(label = "security", secret = true)
    @Metadata(description = "The identifier of the token, ak-...")
    private String tokenId;

    @UriParam(label = "security", secret = true)
    @Metadata(description = "The secret of the token, as-...")
    private String tokenSecret;

    @UriParam(label = "limits", defaultValue = "1m", javaType = "java.time.Duration")
    @Metadata(description = "How long one call to the service may take, without what it waits for on purpose.")
    private long requestTimeout = 60_000;

    @UriParam(label = "limits", defaultValue = "3")
    @Metadata(description = "How often a call is tried again after a failure that may pass.")
    private int retries = 3;

    @UriParam(label = "limits", defaultValue = "5m", javaType = "java.time.Duration")
    @Metadata(
            description =
                    "How long a call may be held back in all when the service asks to be left alone; 0 does not wait.")
    private long maxThrottleWait = 300_000;

    @UriParam(label = "limits", defaultValue = "67108864")
    @Metadata(description = "How many bytes a value, a file from the storage or the answer of a web endpoint may have.")
    private long maxBlobSize = 67108864;

    @UriParam(label = "limits", javaType = "java.time.Duration")
    @Metadata(
            description =
                    "How long is waited: the result of a function, something in a queue, the end of a sandbox, work with a file of one, all 10 minutes unless set, or as long as it takes with 0 for a result. For exec and run, how long a command may take before it is killed, 1 minute unless set.")
    private Long timeout;

    public String getServerUrl() {
        return serverUrl;
    }

    public void setServerUrl(String serverUrl) {
        this.serverUrl = serverUrl;
    }

    public String getEnvironment() {
        return environment;
    }

    public void setEnvironment(String environment) {
        this.environment = environment;
    }

    public String getTokenId() {
        return tokenId;
    }

    public void setTokenId(String tokenId) {
        this.tokenId = tokenId;
    }

    public String getTokenSecret() {
        return tokenSecret;
    }

    public void setTokenSecret(String tokenSecret) {
        this.tokenSecret = tokenSecret;
    }

    public long getRequestTimeout() {
        return requestTimeout;
    }

    public void setRequestTimeout(long requestTimeout) {
        this.requestTimeout = requestTimeout;
    }

    public int getRetries() {
        return retries;
    }

    public void setRetries(int retries) {
        this.retries = retries;
    }

    public long getMaxThrottleWait() {
        return maxThrottleWait;
    }

    public void setMaxThrottleWait(long maxThrottleWait) {
        this.maxThrottleWait = maxThrottleWait;
    }

    public long getMaxBlobSize() {
        return maxBlobSize;
    }

    public void setMaxBlobSize(long maxBlobSize) {
        this.maxBlobSize = maxBlobSize;
    }

    public Long getTimeout() {
        return timeout;
    }

    public void setTimeout(Long timeout) {
        this.timeout = timeout;
    }
}
