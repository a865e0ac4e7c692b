package dev.serai.supabase.auth;

import dev.serai.supabase.Access;
import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.supabase.client.auth.AuthClient;
import dev.serai.supabase.client.auth.AuthError;
import dev.serai.supabase.client.auth.Session;
import dev.serai.support.error.Failures;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Ends sessions of a user. A session that the server has ended already is forgotten all the same; while the server
 * cannot be reached it stays, so that the sign-out can be tried again.
 */
record SignOut(AuthClient client, Access access, String scope) {

    CompletionStage<?> of(Exchange exchange) {
        var message = exchange.getMessage();
        var session = access.session(exchange);
        if (session == null) {
            return access.credentials(exchange)
                    .thenCompose(who -> {
                        if (who.accessToken() == null) {
                            throw new SupabaseException(AuthError.NOBODY, "there is nobody who could sign out");
                        }
                        return client.signOut(scope, who);
                    })
                    .thenAccept(reply -> done(message));
        }
        if (scope.equals("local") && session.isEmpty()) {
            done(message);
            return CompletableFuture.completedFuture(null);
        }
        var turn = session.turn();
        return access.credentials(exchange)
                .thenCompose(who -> client.signOut(scope, who))
                .handle((reply, failure) -> {
                    if (failure != null && !isOver(failure)) {
                        throw new CompletionException(Failures.unwrap(failure));
                    }
                    leave(session, turn);
                    done(message);
                    return null;
                });
    }

    private void leave(Session session, int turn) {
        if (!scope.equals("others")) {
            session.forget(turn);
        }
    }

    private static boolean isOver(Throwable failure) {
        return Failures.unwrap(failure) instanceof SupabaseException known
                && (known.code() == AuthError.SESSION_OVER
                        || known.code() == AuthError.TOKEN
                        || known.code() == AuthError.NO_USER);
    }

    private void done(Message message) {
        if (!scope.equals("others")) {
            message.removeHeader(SupabaseConstants.ACCESS_TOKEN);
        }
        message.setBody(null);
    }
}
