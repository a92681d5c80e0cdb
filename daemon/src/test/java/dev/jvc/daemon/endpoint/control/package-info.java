@NullMarked
package dev.jvc.daemon.endpoint.control;

import org.jspecify.annotations.NullMarked;
