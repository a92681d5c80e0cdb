/** JSON objects; the only place that knows the JSON library. */
@NullMarked
package dev.jvc.client.json;

import org.jspecify.annotations.NullMarked;
