/** What the comparison with the reference tools sees and what it lets pass. */
@NullMarked
package dev.cistern.bench;

import org.jspecify.annotations.NullMarked;
