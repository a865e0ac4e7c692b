package dev.serai.offline.supabase;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Settings of a stand-in before it starts. */
public final class SupabaseStandInBuilder {
    private String host = "127.0.0.1";
    private int port;
    private int keptRequests = 1000;
    private String jwtSecret = "a-secret-for-tests-with-at-least-32-characters";
    private String publishableKey = "sb_publishable_standin_for_tests_only";
    private String secretKey = "sb_secret_standin_for_tests_only";
    private Clock clock = Clock.systemUTC();
    private List<String> schemas = List.of("public");
    private int maxRows = 1000;
    private Duration statementTimeout = Duration.ofSeconds(20);
    private boolean autoconfirm = true;
    private Duration tokenLife = Duration.ofHours(1);
    private Duration refreshReuse = Duration.ofSeconds(10);
    private long fileSizeLimit = 50L << 20;

    SupabaseStandInBuilder() {}

    /** An address to listen on; anything but loopback opens the stand-in to others. */
    public SupabaseStandInBuilder host(String value) {
        host = value;
        return this;
    }

    /** A fixed port; 0, the default, takes a free one. */
    public SupabaseStandInBuilder port(int value) {
        port = value;
        return this;
    }

    /** How many received requests are kept for tests to look at. */
    public SupabaseStandInBuilder keepRequests(int count) {
        keptRequests = count;
        return this;
    }

    /** The secret that tokens are signed with. */
    public SupabaseStandInBuilder jwtSecret(String value) {
        jwtSecret = value;
        return this;
    }

    /** The keys in the form without dots. */
    public SupabaseStandInBuilder keys(String publishable, String secret) {
        publishableKey = publishable;
        secretKey = secret;
        return this;
    }

    /** What tokens expire by. */
    public SupabaseStandInBuilder clock(Clock value) {
        clock = value;
        return this;
    }

    /** The schemas that the REST API offers; the first is the default. They are made by the test. */
    public SupabaseStandInBuilder schemas(String... names) {
        schemas = List.of(names);
        return this;
    }

    /** The most rows of one answer; hosted projects have 1000. */
    public SupabaseStandInBuilder maxRows(int value) {
        maxRows = value;
        return this;
    }

    /** How long one statement may take. */
    public SupabaseStandInBuilder statementTimeout(Duration value) {
        statementTimeout = value;
        return this;
    }

    /** Whether new users may sign in at once; otherwise only after the token of the mail. */
    public SupabaseStandInBuilder autoconfirm(boolean value) {
        autoconfirm = value;
        return this;
    }

    /** How long an access token holds. */
    public SupabaseStandInBuilder tokenLife(Duration value) {
        tokenLife = value;
        return this;
    }

    /** How long a refresh token that was used may be used again without ending the session. */
    public SupabaseStandInBuilder refreshReuse(Duration value) {
        refreshReuse = value;
        return this;
    }

    /** The most bytes of one stored file. */
    public SupabaseStandInBuilder fileSizeLimit(long bytes) {
        fileSizeLimit = bytes;
        return this;
    }

    public SupabaseStandIn start() {
        return new SupabaseStandIn(settings());
    }

    SupabaseSettings settings() {
        return new SupabaseSettings(
                host,
                port,
                keptRequests,
                jwtSecret,
                publishableKey,
                secretKey,
                clock,
                schemas,
                maxRows,
                statementTimeout,
                autoconfirm,
                tokenLife,
                refreshReuse,
                fileSizeLimit);
    }
}
