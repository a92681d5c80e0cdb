@NullMarked
package dev.jvc.daemon;

import org.jspecify.annotations.NullMarked;
