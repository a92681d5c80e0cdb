@NullMarked
package dev.jvc.client.doctor;

import org.jspecify.annotations.NullMarked;
