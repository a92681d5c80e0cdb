@NullMarked
package dev.jvc.daemon.access;

import org.jspecify.annotations.NullMarked;
