/** What the stand-in has of this machine: folders, programs, time. */
package dev.serai.offline.modal.machine;
