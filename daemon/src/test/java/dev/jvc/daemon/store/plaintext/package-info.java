/** Tests of moving keys out of the AWS files. */
@NullMarked
package dev.jvc.daemon.store.plaintext;

import org.jspecify.annotations.NullMarked;
