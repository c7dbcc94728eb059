//cistern:expect silent

package cases.putbeforereset.healthy;

import dev.cistern.pool.Pool;

/** Clears the call, then gives it back. */
final class Calls {
  private final Pool<Call> calls;

  Calls(Pool<Call> calls) {
    this.calls = calls;
  }

  void run(String name, Runnable done) {
    Call call = calls.acquire();
    call.name = name;
    call.done = done;
    call.name = "";
    call.done = null;
    calls.release(call);
  }

  static final class Call {
    String name = "";
    Runnable done;
  }
}
