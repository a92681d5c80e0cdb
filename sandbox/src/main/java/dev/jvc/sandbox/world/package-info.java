/**
 * What exists in the offline AWS: accounts, IAM users, their keys and MFA devices, roles and who
 * they trust.
 */
@NullMarked
package dev.jvc.sandbox.world;

import org.jspecify.annotations.NullMarked;
