/** The functions service: calls go to handlers of the test. */
package dev.serai.offline.supabase.functions;
