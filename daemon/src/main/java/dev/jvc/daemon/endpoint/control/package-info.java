/** The control socket: who holds it, and the routes of {@code docs/protocol.md}. */
@NullMarked
package dev.jvc.daemon.endpoint.control;

import org.jspecify.annotations.NullMarked;
