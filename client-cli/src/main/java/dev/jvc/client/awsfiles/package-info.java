/** The AWS configuration files that the client writes. */
@NullMarked
package dev.jvc.client.awsfiles;

import org.jspecify.annotations.NullMarked;
