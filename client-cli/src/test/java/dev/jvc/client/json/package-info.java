/** Tests of the package of the same name. */
@NullMarked
package dev.jvc.client.json;

import org.jspecify.annotations.NullMarked;
