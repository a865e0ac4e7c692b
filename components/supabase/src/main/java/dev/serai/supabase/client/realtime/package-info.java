/** The protocol of Supabase Realtime: channels over a WebSocket. */
package dev.serai.supabase.client.realtime;
