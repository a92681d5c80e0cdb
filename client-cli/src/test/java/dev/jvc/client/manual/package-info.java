/** Tests of the manual pages. */
@NullMarked
package dev.jvc.client.manual;

import org.jspecify.annotations.NullMarked;
