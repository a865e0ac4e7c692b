/** Apps, their functions and classes, and calls of them, which run as processes of Python. */
package dev.serai.offline.modal.function;
