package dev.serai.offline.supabase.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.junit.SupabaseServerExtension;
import dev.serai.offline.supabase.Api;
import dev.serai.offline.supabase.SupabaseStandIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A project that wants addresses confirmed. */
class ConfirmedMailTest {
    @RegisterExtension
    static SupabaseServerExtension supabase =
            new SupabaseServerExtension(SupabaseStandIn.builder().autoconfirm(false));

    @Test
    void aNewUserWaitsForTheMail() {
        var body = "{\"email\":\"wait@example.org\",\"password\":\"correct-horse-9\"}";
        var signedUp = Api.json(api().post("/signup", body));
        assertThat(signedUp.has("access_token")).isFalse();
        assertThat(api().post("/token?grant_type=password", body).body()).contains("email_not_confirmed");
        assertThat(api().post("/resend", "{\"type\":\"signup\",\"email\":\"wait@example.org\"}")
                        .statusCode())
                .isEqualTo(200);
        var mails = supabase.server().auth().mailbox().all();
        assertThat(mails).hasSize(2);
        assertThat(verify("signup", mails.get(0)).statusCode()).isEqualTo(403);
        assertThat(verify("signup", mails.get(1)).statusCode()).isEqualTo(200);
        assertThat(api().post("/token?grant_type=password", body).statusCode()).isEqualTo(200);
    }

    @Test
    void aKnownAddressLooksLikeANewOne() {
        var body = "{\"email\":\"known@example.org\",\"password\":\"correct-horse-9\"}";
        var first = Api.json(api().post("/signup", body));
        verify("signup", supabase.server().auth().mailbox().last("known@example.org"));
        var second = Api.json(api().post("/signup", body));
        assertThat(second.get("id")).isNotEqualTo(first.get("id"));
        assertThat(second.get("identities")).isEmpty();
        assertThat(supabase.server().auth().mailbox().all()).hasSize(1);
    }

    @Test
    void aNewAddressHasToBeConfirmed() {
        var body = "{\"email\":\"old@example.org\",\"password\":\"correct-horse-9\"}";
        api().post("/signup", body);
        var session =
                Api.json(verify("signup", supabase.server().auth().mailbox().last("old@example.org")));
        var user = new Api(
                supabase.baseUrl() + "/auth/v1", session.get("access_token").asText());
        var changed = Api.json(user.send("PUT", "/user", "{\"email\":\"new@example.org\"}"));
        assertThat(changed.get("email").asText()).isEqualTo("old@example.org");
        assertThat(changed.get("new_email").asText()).isEqualTo("new@example.org");
        var verified = verify("email_change", supabase.server().auth().mailbox().last("new@example.org"));
        assertThat(Api.json(verified).at("/user/email").asText()).isEqualTo("new@example.org");
    }

    private static java.net.http.HttpResponse<String> verify(String type, Mail mail) {
        return api().post(
                        "/verify",
                        "{\"type\":\"" + type + "\",\"email\":\"" + mail.to() + "\",\"token\":\"" + mail.code()
                                + "\"}");
    }

    private static Api api() {
        return new Api(supabase.baseUrl() + "/auth/v1", supabase.anonKey());
    }
}
