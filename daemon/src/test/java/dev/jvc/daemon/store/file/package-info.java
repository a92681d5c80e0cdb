@NullMarked
package dev.jvc.daemon.store.file;

import org.jspecify.annotations.NullMarked;
