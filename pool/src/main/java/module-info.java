/** An object pool without run-time dependencies; only {@code dev.cistern.pool} is its interface. */
module dev.cistern.pool {
  // Collections are seen through the collectors' notifications: without them nothing would age.
  requires java.management;
  // Events exist where the recorder does; a small run-time image may do without.
  requires static jdk.jfr;
  // Annotations for the compiler alone.
  requires static org.jspecify;

  exports dev.cistern.pool;
}
