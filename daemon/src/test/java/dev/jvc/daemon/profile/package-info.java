@NullMarked
package dev.jvc.daemon.profile;

import org.jspecify.annotations.NullMarked;
