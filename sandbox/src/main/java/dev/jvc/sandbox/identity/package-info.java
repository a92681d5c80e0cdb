/** Who signed a request: Signature Version 4 and the temporary credentials handed out so far. */
@NullMarked
package dev.jvc.sandbox.identity;

import org.jspecify.annotations.NullMarked;
