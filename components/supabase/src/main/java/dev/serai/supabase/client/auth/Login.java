package dev.serai.supabase.client.auth;

/** What somebody signs in with. */
public record Login(String email, String password) {

    @Override
    public String toString() {
        return "Login[" + email + "]";
    }
}
