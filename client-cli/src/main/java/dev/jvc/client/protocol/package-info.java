/** The control protocol, version 1, as the client speaks it. */
@NullMarked
package dev.jvc.client.protocol;

import org.jspecify.annotations.NullMarked;
