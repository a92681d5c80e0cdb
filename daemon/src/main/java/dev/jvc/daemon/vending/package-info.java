/**
 * The use case: who asks for which profile gets which session, renewed ahead of time and issued
 * once.
 */
@NullMarked
package dev.jvc.daemon.vending;

import org.jspecify.annotations.NullMarked;
