/** Tests of moving keys into jvc's stores, and back. */
@NullMarked
package dev.jvc.daemon.vault.migration;

import org.jspecify.annotations.NullMarked;
