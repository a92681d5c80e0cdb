/** The HTTP endpoint on loopback that SDKs take credentials from. */
@NullMarked
package dev.jvc.daemon.endpoint;

import org.jspecify.annotations.NullMarked;
