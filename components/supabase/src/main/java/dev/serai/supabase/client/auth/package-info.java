/** Users of a Supabase, and the sessions of those who are signed in. */
package dev.serai.supabase.client.auth;
