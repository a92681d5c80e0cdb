/** An instance metadata service for programs that know of no other source of credentials. */
@NullMarked
package dev.jvc.daemon.endpoint.imds;

import org.jspecify.annotations.NullMarked;
