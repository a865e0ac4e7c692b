package dev.serai.modal.client.sandbox;

/**
 * What came of a command.
 *
 * @param exitCode 128 and the signal's number for one that was killed
 * @param timedOut whether it was killed since it took longer than it might; what it wrote until then is there
 */
public record ExecResult(int exitCode, ExecOutput stdout, ExecOutput stderr, boolean timedOut) {}
