/** Tests of the daemon as a service. */
@NullMarked
package dev.jvc.client.process.service;

import org.jspecify.annotations.NullMarked;
