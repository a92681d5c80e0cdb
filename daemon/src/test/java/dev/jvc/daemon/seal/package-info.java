@NullMarked
package dev.jvc.daemon.seal;

import org.jspecify.annotations.NullMarked;
