/**
 * The words of the domain: keys, sessions, profiles, requests to AWS and their outcomes; depends on
 * nothing.
 */
@NullMarked
package dev.jvc.daemon.credential;

import org.jspecify.annotations.NullMarked;
