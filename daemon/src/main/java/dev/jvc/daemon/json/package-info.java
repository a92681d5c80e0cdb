/**
 * JSON as jvc speaks it: one object per message, read strictly; the only place that knows the JSON
 * library.
 */
@NullMarked
package dev.jvc.daemon.json;

import org.jspecify.annotations.NullMarked;
