/** Tests of the package of the same name. */
@NullMarked
package dev.jvc.client.process;

import org.jspecify.annotations.NullMarked;
