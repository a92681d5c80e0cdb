/** Tests of the package of the same name. */
@NullMarked
package dev.jvc.client.terminal;

import org.jspecify.annotations.NullMarked;
