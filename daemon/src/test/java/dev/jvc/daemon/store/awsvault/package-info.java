/** Tests of reading aws-vault's own stores. */
@NullMarked
package dev.jvc.daemon.store.awsvault;

import org.jspecify.annotations.NullMarked;
