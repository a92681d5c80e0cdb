package dev.jvc.daemon.access;

/**
 * A connection on this machine, by the ports of its two ends.
 *
 * @param client the port of whoever asks
 * @param server the port of the listener that was asked
 */
public record Connection(int client, int server) {}
