/** The auth service: users in the database, sessions with rotating refresh tokens, mails that are kept and not sent. */
package dev.serai.offline.supabase.auth;
