/** What {@code jvc doctor} looks at, one check a class, and what each has found. */
@NullMarked
package dev.jvc.client.doctor;

import org.jspecify.annotations.NullMarked;
