package dev.cistern.model;

/**
 * One call of a stack, resolved for a reader's eyes; elsewhere a frame is an {@code int} of {@link
 * Stacks}.
 *
 * @param function the full name as the runtime's own tools print it, empty where it is not known
 * @param file the source file, empty where it is not known
 * @param line from 1, or 0 where it is not known
 * @param module the binary, library or Java module it was loaded from, empty where it is not known
 * @param language the runtime it belongs to
 * @param address the machine address, or 0
 * @param inlined whether it was compiled into its caller, the next frame of the stack
 */
public record Frame(
    String function,
    String file,
    int line,
    String module,
    Language language,
    long address,
    boolean inlined) {

  /** The function, else the module in brackets, else {@code <unknown>}, as pprof prints it. */
  public String displayName() {
    if (!function.isEmpty()) {
      return function;
    }
    return module.isEmpty()
        ? "<unknown>"
        : "[" + module.substring(module.lastIndexOf('/') + 1) + "]";
  }
}
