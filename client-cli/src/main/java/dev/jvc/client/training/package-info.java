/** The run that the start-up cache is made from. */
@NullMarked
package dev.jvc.client.training;

import org.jspecify.annotations.NullMarked;
