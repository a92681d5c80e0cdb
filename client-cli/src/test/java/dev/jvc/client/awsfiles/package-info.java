/** Tests of the package of the same name. */
@NullMarked
package dev.jvc.client.awsfiles;

import org.jspecify.annotations.NullMarked;
