package dev.cistern.lint.flow;

import dev.cistern.lint.ir.Func;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The functions at hand, lowered when they are asked for. */
public interface Program {
  /** The function of a full name, or null where its source is not at hand. */
  @Nullable Func function(String name);

  /** The names of the functions a field was seen to be set to; empty where none is known. */
  Set<String> fieldFunctions(String field);
}
