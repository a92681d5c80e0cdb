/** The calls to STS, against the sandbox and against what else may answer on a network. */
@NullMarked
package dev.jvc.daemon.aws;

import org.jspecify.annotations.NullMarked;
