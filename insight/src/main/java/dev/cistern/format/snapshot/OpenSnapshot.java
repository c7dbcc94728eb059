package dev.cistern.format.snapshot;

import dev.cistern.format.Input;
import dev.cistern.model.Snapshot;
import java.io.IOException;
import java.util.List;

/**
 * A snapshot whose members lie unpacked beside it until it is closed.
 *
 * @param snapshot the manifest, what could be read, and of what could not the damage with its
 *     member's name
 * @param inputs the unpacked members
 */
public record OpenSnapshot(Snapshot snapshot, List<Input> inputs) implements AutoCloseable {
  @Override
  public void close() throws IOException {
    for (Input input : inputs) {
      input.close();
    }
  }
}
