/** The AWS configuration made for programs in place of the person's own, and kept current. */
@NullMarked
package dev.jvc.daemon.awsfiles;

import org.jspecify.annotations.NullMarked;
