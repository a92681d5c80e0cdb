/**
 * What the tests of the client share: a daemon with scripted answers, and a person who runs verbs.
 */
@NullMarked
package dev.jvc.client.scripted;

import org.jspecify.annotations.NullMarked;
