/** Route files and Kamelets of mounted folders: loading them, reloading what changed, and telling what is wrong with them. */
package dev.serai.runtime.load;
