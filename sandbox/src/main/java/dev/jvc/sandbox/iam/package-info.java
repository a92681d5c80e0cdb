/** The few IAM operations by which a user looks after its own access keys. */
@NullMarked
package dev.jvc.sandbox.iam;

import org.jspecify.annotations.NullMarked;
