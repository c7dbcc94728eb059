package dev.cistern.collect.http;

import java.nio.file.Path;
import java.time.Duration;

/** Sends one GET request and writes the body to a file, bounded in bytes and in time. */
interface Transport extends AutoCloseable {
  /** Why a body is not whole when the user has stopped the collection. */
  String STOPPED = "stopped before it had ended";

  /**
   * Never throws for what the other side does: that is in the reply. An interrupted thread gets
   * what had arrived, and stays interrupted.
   *
   * @param path with its query, as it stands in the request
   * @param file is made or overwritten
   * @param bytesMax where the body is cut
   * @param limit for the whole request
   */
  Reply get(String path, Path file, long bytesMax, Duration limit);

  @Override
  void close();
}
