/**
 * The AWS configuration of the person, and the plan that leads from a stored key to a profile's
 * session.
 */
@NullMarked
package dev.jvc.daemon.profile;

import org.jspecify.annotations.NullMarked;
