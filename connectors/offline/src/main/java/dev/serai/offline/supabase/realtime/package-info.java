/** Realtime: channels with broadcasts, presence and the changes of a database's rows. */
package dev.serai.offline.supabase.realtime;
