@NullMarked
package dev.jvc.daemon.store.pass;

import org.jspecify.annotations.NullMarked;
