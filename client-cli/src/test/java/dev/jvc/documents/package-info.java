/** The documents of the repository, held to themselves and to the programs. */
@NullMarked
package dev.jvc.documents;

import org.jspecify.annotations.NullMarked;
