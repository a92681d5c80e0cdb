@NullMarked
package dev.jvc.daemon.endpoint.answer;

import org.jspecify.annotations.NullMarked;
