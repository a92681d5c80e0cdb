/** The daemon as a service of the person's own service manager. */
@NullMarked
package dev.jvc.client.process.service;

import org.jspecify.annotations.NullMarked;
