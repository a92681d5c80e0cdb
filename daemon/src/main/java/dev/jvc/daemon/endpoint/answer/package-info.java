/** What answers have in common: the table of statuses, the shape of errors and the headers. */
@NullMarked
package dev.jvc.daemon.endpoint.answer;

import org.jspecify.annotations.NullMarked;
