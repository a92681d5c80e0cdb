/** Tests of the package of the same name. */
@NullMarked
package dev.jvc.client.control;

import org.jspecify.annotations.NullMarked;
