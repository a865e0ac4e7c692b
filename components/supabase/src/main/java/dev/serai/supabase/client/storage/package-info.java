/** Files in buckets, over the protocol of the storage service and that of resumable uploads. */
package dev.serai.supabase.client.storage;
