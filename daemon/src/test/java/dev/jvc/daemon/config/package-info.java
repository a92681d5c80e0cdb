@NullMarked
package dev.jvc.daemon.config;

import org.jspecify.annotations.NullMarked;
