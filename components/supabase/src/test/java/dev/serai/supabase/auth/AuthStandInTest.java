package dev.serai.supabase.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.offline.junit.SupabaseServerExtension;
import dev.serai.offline.supabase.SupabaseStandIn;
import dev.serai.offline.supabase.auth.Mail;
import dev.serai.supabase.Routes;
import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.client.TableError;
import dev.serai.supabase.client.auth.AuthError;
import dev.serai.supabase.realtime.RealtimeConsumer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Component and stand-in together, over a real database and by one clock. */
@Timeout(120)
class AuthStandInTest {

    private static final MovedClock CLOCK = new MovedClock();
    private static final String PASSWORD = "correct-horse-9";

    @RegisterExtension
    static SupabaseServerExtension supabase =
            new SupabaseServerExtension(SupabaseStandIn.builder().clock(CLOCK));

    private Routes routes;

    @BeforeAll
    static void makeTables() {
        supabase.sql("create table notes (id int primary key, owner uuid not null default auth.uid(), text text);"
                + "alter table notes enable row level security;"
                + "create policy own on notes for all using (owner = auth.uid()) with check (owner = auth.uid());"
                + "alter publication supabase_realtime add table notes");
    }

    @BeforeEach
    void start() throws Exception {
        routes = new Routes(CLOCK, supabase.baseUrl());
        routes.configuration().setApiKey(supabase.anonKey());
        routes.configuration().setServiceKey(supabase.serviceKey());
    }

    @AfterEach
    void stop() {
        routes.close();
    }

    private Map<String, Object> act(String action, Object body) {
        return map(routes.ask("supabase:auth/" + action, body));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private Map<String, Object> signUp(String email, String session) {
        return act("sign-up?session=" + session, Map.of("email", email, "password", PASSWORD));
    }

    private static Map<String, Object> credentials(String email) {
        return Map.of("email", email, "password", PASSWORD);
    }

    private long refreshes() {
        return supabase.requests().all().stream()
                .filter(request ->
                        request.path().endsWith("/token") && request.body().contains("refresh_token"))
                .count();
    }

    @Test
    void fromTheSignUpToTheSignOut() {
        var signed = routes.send("supabase:auth/sign-up?session=a", credentials("whole@example.org"), Map.of());
        var token = signed.getMessage().getHeader(SupabaseConstants.ACCESS_TOKEN, String.class);
        assertThat(act("user?session=a", null).get("email")).isEqualTo("whole@example.org");
        var changed = act("update-user?session=a", Map.of("data", Map.of("last", "Lee")));
        assertThat(map(changed.get("user_metadata"))).containsEntry("last", "Lee");
        act("update-user?session=a", Map.of("password", "another-horse-9"));
        assertThat(routes.fails("supabase:auth/sign-in", credentials("whole@example.org"))
                        .code())
                .isEqualTo(AuthError.WRONG_CREDENTIALS);
        routes.ask("supabase:auth/sign-out?session=a");
        assertThat(routes.fails("supabase:auth/user?session=a", null).code()).isEqualTo(AuthError.NOBODY);
        // The server has ended it too.
        assertThat(routes.fails("supabase:auth/user", null, Map.of(SupabaseConstants.ACCESS_TOKEN, token))
                        .code())
                .isEqualTo(AuthError.SESSION_OVER);
        assertThat(routes.fails("supabase:auth/sign-up", credentials("whole@example.org"))
                        .code())
                .isEqualTo(AuthError.EXISTS);
        assertThat(routes.fails("supabase:auth/sign-up", Map.of("email", "w@example.org", "password", "1"))
                        .getDetails())
                .isEqualTo("reasons: length");
    }

    @Test
    void policiesSeeTheUserOfTheSession() {
        signUp("ann@example.org", "ann");
        signUp("bob@example.org", "bob");
        routes.ask("supabase:table/notes?operation=insert&session=ann", Map.of("id", 1, "text", "of Ann"));
        routes.ask("supabase:table/notes?operation=insert&session=bob", Map.of("id", 2, "text", "of Bob"));
        assertThat(routes.ask("supabase:table/notes?session=ann&columns=id&filter=id=lt.10"))
                .isEqualTo(List.of(Map.of("id", 1)));
        assertThat(routes.ask("supabase:table/notes?session=bob&columns=id&filter=id=lt.10"))
                .isEqualTo(List.of(Map.of("id", 2)));
        assertThat(routes.ask("supabase:table/notes?filter=id=lt.10")).isEqualTo(List.of());
        assertThat((List<?>) routes.ask("supabase:table/notes?key=service&filter=id=lt.10"))
                .hasSize(2);
        assertThat(routes.fails("supabase:table/notes?operation=insert", Map.of("id", 3, "text", "x"))
                        .code())
                .isIn(TableError.NOT_ALLOWED, TableError.CONSTRAINT);
    }

    @Test
    void aTokenIsRenewedWhenItsTimeHasCome() {
        var signed = routes.send("supabase:auth/sign-up?session=late", credentials("late@example.org"), Map.of());
        var token = signed.getMessage().getHeader(SupabaseConstants.ACCESS_TOKEN, String.class);
        for (int i = 1; i <= 4; i++) {
            CLOCK.forward(Duration.ofHours(2));
            routes.ask("supabase:table/notes?session=late");
            assertThat(refreshes()).isEqualTo(i);
        }
        assertThat(routes.fails("supabase:table/notes", null, Map.of(SupabaseConstants.ACCESS_TOKEN, token))
                        .code())
                .isEqualTo(TableError.TOKEN);
        assertThat(supabase.server()
                        .rows("select count(*) filter (where not t.revoked) as valid, count(*) as all"
                                + " from auth.refresh_tokens t join auth.sessions s on s.id = t.session_id"
                                + " join auth.users u on u.id = s.user_id where u.email = 'late@example.org'"))
                .hasToString("[{\"valid\":1,\"all\":5}]");
    }

    @Test
    void whoeverHasLostAFamilyOfTokensSignsInAgain() {
        var stolen = act("sign-up", credentials("family@example.org")).get("refresh_token");
        act("refresh?session=family", Map.of("refresh_token", stolen));
        CLOCK.forward(Duration.ofHours(2));
        routes.ask("supabase:table/notes?session=family");
        var theft = routes.fails("supabase:auth/refresh", Map.of("refresh_token", stolen));
        assertThat(theft.code()).isEqualTo(AuthError.SESSION_OVER);
        assertThat(theft.getServiceCode()).isEqualTo("refresh_token_already_used");
        CLOCK.forward(Duration.ofHours(2));
        var over = routes.fails("supabase:table/notes?session=family", null);
        assertThat(over.code()).isEqualTo(AuthError.SESSION_OVER);
        assertThat(over).hasMessageContaining("Sign in again");
        var byItself = "supabase:auth/user?session=family&email=family@example.org&password=" + PASSWORD;
        assertThat(map(routes.ask(byItself)).get("email")).isEqualTo("family@example.org");
        assertThat(act("user?session=family", null).get("email")).isEqualTo("family@example.org");
    }

    @Test
    void aRouteWithoutPeopleSignsInAndStaysSo() {
        act("sign-up", credentials("robot@example.org"));
        routes.configuration().setEmail("robot@example.org");
        routes.configuration().setPassword(PASSWORD);
        routes.ask("supabase:table/notes?operation=insert", Map.of("id", 21, "text", "of the robot"));
        CLOCK.forward(Duration.ofHours(2));
        assertThat(routes.ask("supabase:table/notes?columns=id")).isEqualTo(List.of(Map.of("id", 21)));
        CLOCK.forward(Duration.ofHours(2));
        supabase.sql("delete from auth.sessions where user_id in (select id from auth.users"
                + " where email = 'robot@example.org')");
        assertThat(routes.ask("supabase:table/notes?columns=id")).isEqualTo(List.of(Map.of("id", 21)));
    }

    @Test
    void aMailedCodeSignsInAndAHashToo() {
        var asked = Map.of("email", "mail@example.org");
        assertThat(act("otp", asked)).isEmpty();
        var code = Map.<String, Object>of(
                SupabaseConstants.OTP, mail("mail@example.org").code(), SupabaseConstants.EMAIL, "mail@example.org");
        routes.ask("supabase:auth/verify?session=mail&otpType=email", null, code);
        assertThat(act("user?session=mail", null).get("email")).isEqualTo("mail@example.org");
        assertThat(routes.fails("supabase:auth/verify?otpType=email", null, code)
                        .code())
                .isEqualTo(AuthError.CODE_OVER);
        act("recover?redirectTo=http://localhost/there", asked);
        assertThat(mail("mail@example.org").link()).contains("redirect_to=http%3A%2F%2Flocalhost%2Fthere");
        act(
                "verify?session=mail&otpType=recovery",
                Map.of("token_hash", mail("mail@example.org").hashedToken()));
        assertThat(act("resend?otpType=signup", asked)).isEmpty();
        assertThat(routes.fails("supabase:auth/otp?createUser=false", Map.of("email", "un@example.org"))
                        .code())
                .isEqualTo(AuthError.SWITCHED_OFF);
    }

    private Mail mail(String to) {
        return supabase.server().auth().mailbox().last(to);
    }

    @Test
    void usersWithoutANameMayBeSwitchedOff() {
        act("sign-in-anonymously?session=nameless", null);
        assertThat(act("user?session=nameless", null).get("is_anonymous")).isEqualTo(true);
        supabase.server().auth().anonymousSignIns(false);
        assertThat(routes.fails("supabase:auth/sign-in-anonymously", null).code())
                .isEqualTo(AuthError.SWITCHED_OFF);
        assertThat(map(act("settings", null).get("external"))).containsEntry("anonymous_users", false);
    }

    @Test
    void administratorsMakeFindChangeAndDeleteUsers() {
        var made = act(
                "admin-create-user?key=service",
                Map.of("email", "made@example.org", "password", PASSWORD, "email_confirm", true));
        var id = Map.of("id", made.get("id"));
        assertThat(act("admin-get-user?key=service", id).get("email")).isEqualTo("made@example.org");
        assertThat((List<?>) routes.ask("supabase:auth/admin-list-users?key=service"))
                .anyMatch(user -> "made@example.org".equals(map(user).get("email")));
        act("sign-in?session=made", credentials("made@example.org"));
        act("admin-update-user?key=service&userId=" + made.get("id"), Map.of("ban_duration", "24h"));
        assertThat(routes.fails("supabase:auth/sign-in", credentials("made@example.org"))
                        .code())
                .isEqualTo(AuthError.BANNED);
        CLOCK.forward(Duration.ofHours(2));
        var over = routes.fails("supabase:auth/user?session=made", null);
        assertThat(over.code()).isEqualTo(AuthError.SESSION_OVER);
        assertThat(over.getServiceCode()).isEqualTo("user_banned");
        assertThat(act("admin-delete-user?key=service", id)).isEmpty();
        assertThat(routes.fails("supabase:auth/admin-get-user?key=service", id).code())
                .isEqualTo(AuthError.NO_USER);
        assertThat(routes.fails("supabase:auth/admin-list-users?key=service&serviceKey=" + supabase.anonKey(), null)
                        .code())
                .isEqualTo(AuthError.NOT_ADMIN);
    }

    @Test
    void administratorsListUsersInPages() {
        for (int i = 0; i < 7; i++) {
            act("admin-create-user?key=service", Map.of("email", "list" + i + "@example.org"));
        }
        var all = routes.send("supabase:auth/admin-list-users?key=service", null, Map.of());
        var users = all.getMessage().getBody(List.class);
        assertThat(all.getMessage().getHeader(SupabaseConstants.COUNT)).isEqualTo((long) users.size());
        assertThat(routes.ask("supabase:auth/admin-list-users?key=service&offset=3&limit=2"))
                .isEqualTo(users.subList(3, 5));
    }

    @Test
    void linksAndInvitationsLeadIn() {
        var link = act("generate-link?key=service&otpType=magiclink", Map.of("email", "link@example.org"));
        assertThat(supabase.server().auth().mailbox().all()).isEmpty();
        act("verify?session=link&otpType=magiclink", Map.of("token_hash", link.get("hashed_token")));
        assertThat(act("user?session=link", null).get("email")).isEqualTo("link@example.org");
        act("invite?key=service", Map.of("email", "guest@example.org", "data", Map.of("team", "red")));
        act(
                "verify?session=guest&otpType=invite",
                Map.of("token_hash", mail("guest@example.org").hashedToken()));
        assertThat(map(act("user?session=guest", null).get("user_metadata"))).containsEntry("team", "red");
    }

    @Test
    void aConsumerStaysSignedIn() throws Exception {
        var id = map(signUp("ear@example.org", "other").get("user")).get("id");
        var heard = new CopyOnWriteArrayList<Object>();
        routes.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("supabase:realtime/notes?changes=INSERT&table=notes&heartbeat=200ms&rejoinDelays=50ms&session=ear"
                                + "&email=ear@example.org&password=" + PASSWORD)
                        .routeId("ear")
                        .process(exchange -> heard.add(
                                exchange.getMessage().getBody(Map.class).get("id")));
            }
        });
        joins();
        insert(101, id);
        await().untilAsserted(() -> assertThat(heard).containsExactly(101));
        CLOCK.forward(Duration.ofHours(2));
        await().atMost(Duration.ofSeconds(30)).until(() -> refreshes() == 1);
        joins();
        insert(102, id);
        await().untilAsserted(() -> assertThat(heard).containsExactly(101, 102));
    }

    /** Only then are changes told. */
    private void joins() {
        var consumer = (RealtimeConsumer) routes.context().getRoute("ear").getConsumer();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> consumer.getHealthCheck().call().getState() == HealthCheck.State.UP);
    }

    private static void insert(int row, Object owner) {
        supabase.sql("insert into notes values (" + row + ", '" + owner + "', 'x')");
    }
}
