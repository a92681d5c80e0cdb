/**
 * What stands between a loopback port and Helidon: who may connect, for how long, and with what
 * kind of request.
 */
@NullMarked
package dev.jvc.daemon.endpoint.guard;

import org.jspecify.annotations.NullMarked;
