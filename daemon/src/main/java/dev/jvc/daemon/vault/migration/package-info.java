/** Moving keys into jvc's stores from wherever they were before, and back. */
@NullMarked
package dev.jvc.daemon.vault.migration;

import org.jspecify.annotations.NullMarked;
