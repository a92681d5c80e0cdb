/** The shape of the client, and its entry point. */
@NullMarked
package dev.jvc.client;

import org.jspecify.annotations.NullMarked;
