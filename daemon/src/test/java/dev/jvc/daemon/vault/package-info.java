@NullMarked
package dev.jvc.daemon.vault;

import org.jspecify.annotations.NullMarked;
