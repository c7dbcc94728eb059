@NullMarked
package dev.cistern.lab.flashsale;

import org.jspecify.annotations.NullMarked;
