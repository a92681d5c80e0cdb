@NullMarked
package dev.jvc.daemon.platform;

import org.jspecify.annotations.NullMarked;
