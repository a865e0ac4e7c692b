package dev.serai.supabase.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.junit.SupabaseServerExtension;
import dev.serai.offline.supabase.SupabaseStandIn;
import dev.serai.supabase.Routes;
import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.client.auth.AuthError;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A project that wants addresses to be confirmed. */
@Timeout(120)
class ConfirmationStandInTest {

    private static final Map<String, Object> ANN = Map.of("email", "ann@example.org", "password", "correct-horse-9");

    @RegisterExtension
    static SupabaseServerExtension supabase =
            new SupabaseServerExtension(SupabaseStandIn.builder().autoconfirm(false));

    @Test
    void aSignUpIsASessionOnlyWhenTheMailWasFollowed() throws Exception {
        try (var routes = new Routes(supabase.baseUrl())) {
            routes.configuration().setApiKey(supabase.anonKey());
            var signedUp = routes.send("supabase:auth/sign-up?session=ann", ANN, Map.of())
                    .getMessage();
            assertThat(signedUp.getBody(Map.class).get("user").toString()).contains("email=ann@example.org");
            assertThat(signedUp.getHeader(SupabaseConstants.ACCESS_TOKEN)).isNull();
            assertThat(routes.fails("supabase:auth/user?session=ann", null).code())
                    .isEqualTo(AuthError.NOBODY);
            assertThat(routes.fails("supabase:auth/sign-in", ANN).code()).isEqualTo(AuthError.NOT_CONFIRMED);
            routes.ask("supabase:auth/resend?otpType=signup&email=ann@example.org");
            var mails = supabase.server().auth().mailbox();
            assertThat(mails.all()).hasSize(2);
            var code = Map.of(
                    "type",
                    "signup",
                    "email",
                    "ann@example.org",
                    "token",
                    mails.last("ann@example.org").code());
            routes.ask("supabase:auth/verify?session=ann", code);
            assertThat(routes.ask("supabase:auth/user?session=ann").toString()).contains("email=ann@example.org");
        }
    }
}
