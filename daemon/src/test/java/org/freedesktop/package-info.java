/** Names that D-Bus gives errors, which the library takes from classes. */
@NullMarked
package org.freedesktop;

import org.jspecify.annotations.NullMarked;
