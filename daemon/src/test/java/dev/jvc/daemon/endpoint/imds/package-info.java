/** Tests of the instance metadata service. */
@NullMarked
package dev.jvc.daemon.endpoint.imds;

import org.jspecify.annotations.NullMarked;
