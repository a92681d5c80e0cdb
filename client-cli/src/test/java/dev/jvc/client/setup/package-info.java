@NullMarked
package dev.jvc.client.setup;

import org.jspecify.annotations.NullMarked;
