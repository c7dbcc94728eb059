@NullMarked
package dev.cistern.lab.demo;

import org.jspecify.annotations.NullMarked;
