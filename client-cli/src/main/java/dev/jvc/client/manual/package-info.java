/** Manual pages, made from the command line itself. */
@NullMarked
package dev.jvc.client.manual;

import org.jspecify.annotations.NullMarked;
