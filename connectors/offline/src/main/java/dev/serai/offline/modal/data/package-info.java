/** What Modal keeps by name: queues, dicts, volumes, secrets, images, and blobs on their way. */
package dev.serai.offline.modal.data;
