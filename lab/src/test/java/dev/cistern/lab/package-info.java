/** The Go programs with planted faults, tried on. */
@org.jspecify.annotations.NullMarked
package dev.cistern.lab;
