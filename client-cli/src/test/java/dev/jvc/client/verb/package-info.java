/** Tests of the package of the same name. */
@NullMarked
package dev.jvc.client.verb;

import org.jspecify.annotations.NullMarked;
