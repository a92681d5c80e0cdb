/**
 * What the operating system gives: folders, private files, clocks, other programs, and protections
 * of the process.
 */
@NullMarked
package dev.jvc.daemon.platform;

import org.jspecify.annotations.NullMarked;
