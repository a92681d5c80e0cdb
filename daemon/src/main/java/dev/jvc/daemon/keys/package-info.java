/** The index of base keys: their names, stores and ages, and nothing secret. */
@NullMarked
package dev.jvc.daemon.keys;

import org.jspecify.annotations.NullMarked;
