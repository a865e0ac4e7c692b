/** Sandboxes as folders, and commands in them as processes of this machine. */
package dev.serai.offline.modal.sandbox;
