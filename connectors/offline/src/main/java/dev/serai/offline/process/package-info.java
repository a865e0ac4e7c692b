/** Programs that run on this machine with limits, for stand-ins that really run things. It is no security boundary. */
package dev.serai.offline.process;
