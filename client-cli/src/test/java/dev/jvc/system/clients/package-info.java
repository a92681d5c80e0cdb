/** The real AWS clients, each in every way of being given credentials by jvc. */
@NullMarked
package dev.jvc.system.clients;

import org.jspecify.annotations.NullMarked;
