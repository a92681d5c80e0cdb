@NullMarked
package dev.jvc.daemon.credential;

import org.jspecify.annotations.NullMarked;
