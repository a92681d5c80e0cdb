@NullMarked
package dev.jvc.daemon.endpoint.guard;

import org.jspecify.annotations.NullMarked;
