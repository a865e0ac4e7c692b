/** A Modal on loopback: the server and what starts it. */
package dev.serai.offline.modal;
