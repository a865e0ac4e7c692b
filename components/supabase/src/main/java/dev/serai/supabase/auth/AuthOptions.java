package dev.serai.supabase.auth;

import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What endpoints about users can be told. Not written after the endpoint has started. */
@UriParams
@Configurer
public class AuthOptions {

    @UriParam(label = "auth", defaultValue = "global", enums = "global,local,others")
    @Metadata(description = "Which sessions of the user a sign-out ends: all of them, this one, or all but this one.")
    private String scope = "global";

    @UriParam(label = "auth", enums = "signup,invite,magiclink,recovery,email_change,email,sms,phone_change")
    @Metadata(
            description =
                    "What a code or a link is meant to do, where the body has no field type; verify, resend and generate-link need it.")
    private String otpType;

    @UriParam(label = "auth")
    @Metadata(
            description =
                    "Where the link of a mail leads to in the end, where the body has no field redirect_to. The project's settings must allow the address.")
    private String redirectTo;

    @UriParam(label = "auth", defaultValue = "true")
    @Metadata(description = "Whether otp makes a user of an address that is not known, where the body does not say so.")
    private boolean createUser = true;

    @UriParam(label = "auth")
    @Metadata(
            description =
                    "The id of the user that an administrator's action is about, where the body has no field id. The header CamelSupabaseUserId wins over both.")
    private String userId;

    public String getScope() {
        return scope;
    }

    public void setScope(String scope) {
        this.scope = scope;
    }

    public String getOtpType() {
        return otpType;
    }

    public void setOtpType(String otpType) {
        this.otpType = otpType;
    }

    public String getRedirectTo() {
        return redirectTo;
    }

    public void setRedirectTo(String redirectTo) {
        this.redirectTo = redirectTo;
    }

    public boolean isCreateUser() {
        return createUser;
    }

    public void setCreateUser(boolean createUser) {
        this.createUser = createUser;
    }

    public String getUserId() {
        return userId;
    }

    public void setUserId(String userId) {
        this.userId = userId;
    }
}
