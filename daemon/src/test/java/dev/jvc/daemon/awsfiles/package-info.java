@NullMarked
package dev.jvc.daemon.awsfiles;

import org.jspecify.annotations.NullMarked;
