/** Starts the flash-sale service in a process of its own, loads it and brings home a recording. */
@NullMarked
package dev.cistern.lab.demo;

import org.jspecify.annotations.NullMarked;
