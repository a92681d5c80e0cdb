/** Login sessions on the disk, sealed with a key that only this start of the machine knows. */
@NullMarked
package dev.jvc.daemon.seal;

import org.jspecify.annotations.NullMarked;
