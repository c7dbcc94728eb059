/** Small real services with pool faults that can be switched on one by one. */
@NullMarked
package dev.cistern.lab;

import org.jspecify.annotations.NullMarked;
