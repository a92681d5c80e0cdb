/** JSON objects, read strictly and written. */
@NullMarked
package dev.jvc.client.json;

import org.jspecify.annotations.NullMarked;
