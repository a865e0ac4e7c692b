package dev.serai.runtime.access.oidc;

/**
 * A login that is under way at the issuer.
 *
 * @param cookie by which the browser is known when it comes back
 * @param state that the issuer gives back through the browser
 * @param nonce that the issuer writes into the token
 * @param verifier that only who began the login knows
 */
public record LoginTry(String cookie, String state, String nonce, String verifier) {

    /** Without what is secret. */
    @Override
    public String toString() {
        return "LoginTry";
    }
}
