/** Which source of credentials each AWS SDK takes, and why. */
@NullMarked
package dev.jvc.client.wiring;

import org.jspecify.annotations.NullMarked;
