/** What answers before the command line library is even loaded. */
@NullMarked
package dev.jvc.client.fast;

import org.jspecify.annotations.NullMarked;
