@NullMarked
package dev.jvc.daemon.json;

import org.jspecify.annotations.NullMarked;
