package dev.cistern.format.snapshot;

import dev.cistern.format.Input;
import dev.cistern.model.Damage;
import dev.cistern.model.Snapshot;
import java.io.IOException;
import java.util.List;

/**
 * A snapshot whose members lie unpacked beside it until it is closed.
 *
 * @param snapshot the manifest and what could be read
 * @param damage what could not, each with its member's name
 * @param inputs the unpacked members
 */
public record OpenSnapshot(Snapshot snapshot, List<Damage> damage, List<Input> inputs)
    implements AutoCloseable {
  @Override
  public void close() throws IOException {
    for (Input input : inputs) {
      input.close();
    }
  }
}
