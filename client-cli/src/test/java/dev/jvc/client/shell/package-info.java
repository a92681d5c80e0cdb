/** Tests of the package of the same name. */
@NullMarked
package dev.jvc.client.shell;

import org.jspecify.annotations.NullMarked;
