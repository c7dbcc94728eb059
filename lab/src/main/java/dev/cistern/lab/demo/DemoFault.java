package dev.cistern.lab.demo;

/** A pool fault that can be planted in the demo's service, each on its own. */
public enum DemoFault {
  /** A pooled direct buffer is not released when an order is refused. */
  NEVER_RELEASED("never-released", "pooled buffers are not given back when an order is refused"),
  /** A pool is built for each receipt instead of once. */
  PER_CALL("per-call", "a pool is built for each receipt instead of once"),
  /** A buffer is cached in a thread-local of threads that serve one request. */
  THREAD_LOCAL(
      "thread-local", "a buffer is cached per thread, but each request has its own thread"),
  /** Pooled buffers that once grew are kept at that size. */
  OVERSIZED("oversized", "pooled buffers grow in bulk exports and are kept at that size");

  private final String optionName;
  private final String summary;

  DemoFault(String optionName, String summary) {
    this.optionName = optionName;
    this.summary = summary;
  }

  /** Its name on command lines. */
  public String optionName() {
    return optionName;
  }

  /** What the service does wrong, in a clause. */
  public String summary() {
    return summary;
  }
}
