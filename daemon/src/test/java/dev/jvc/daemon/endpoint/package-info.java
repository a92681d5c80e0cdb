@NullMarked
package dev.jvc.daemon.endpoint;

import org.jspecify.annotations.NullMarked;
