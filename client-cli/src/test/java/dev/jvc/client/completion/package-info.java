/** Tests of the package of the same name. */
@NullMarked
package dev.jvc.client.completion;

import org.jspecify.annotations.NullMarked;
