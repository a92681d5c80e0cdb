@NullMarked
package dev.jvc.client.wiring;

import org.jspecify.annotations.NullMarked;
