/** An offline AWS: STS, IAM users, keys and virtual MFA devices on one loopback port. */
@NullMarked
package dev.jvc.sandbox;

import org.jspecify.annotations.NullMarked;
