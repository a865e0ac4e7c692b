/** Calls of gRPC as they come and go: frames, statuses, tables of methods, keys. */
package dev.serai.offline.modal.wire;
