/** What the person at the terminal sees: messages, tables, times. */
@NullMarked
package dev.jvc.client.terminal;

import org.jspecify.annotations.NullMarked;
