/** Tests of the package of the same name. */
@NullMarked
package dev.jvc.client.protocol;

import org.jspecify.annotations.NullMarked;
