@NullMarked
package dev.jvc.daemon.keys;

import org.jspecify.annotations.NullMarked;
