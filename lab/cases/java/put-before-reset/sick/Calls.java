//cistern:expect found POOL-04

package cases.putbeforereset.sick;

import dev.cistern.pool.Pool;

/** Gives the call back and clears it after: by then it may be another's. */
final class Calls {
  private final Pool<Call> calls;

  Calls(Pool<Call> calls) {
    this.calls = calls;
  }

  void run(String name, Runnable done) {
    Call call = calls.acquire();
    call.name = name;
    call.done = done;
    calls.release(call);
    call.name = "";
    call.done = null;
  }

  static final class Call {
    String name = "";
    Runnable done;
  }
}
