/** The AWS query protocol: form parameters in, XML answers and XML errors out. */
@NullMarked
package dev.jvc.sandbox.wire;

import org.jspecify.annotations.NullMarked;
