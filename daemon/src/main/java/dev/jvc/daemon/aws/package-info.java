/** AWS itself: the calls to STS, and what their failures mean. */
@NullMarked
package dev.jvc.daemon.aws;

import org.jspecify.annotations.NullMarked;
