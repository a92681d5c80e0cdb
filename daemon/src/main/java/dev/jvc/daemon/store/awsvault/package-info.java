/** aws-vault's own stores as places that keys are moved out of. */
@NullMarked
package dev.jvc.daemon.store.awsvault;

import org.jspecify.annotations.NullMarked;
