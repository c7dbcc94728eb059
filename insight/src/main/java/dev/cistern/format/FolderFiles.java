package dev.cistern.format;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/** A walk over the regular files below a folder: none in hidden folders, none behind links. */
public final class FolderFiles {
  /** What becomes of a file. */
  public interface Sink {
    /** Takes a file; false ends the walk. */
    boolean take(Path file, BasicFileAttributes attributes);
  }

  private FolderFiles() {}

  /** Walks to a depth of so many folders; files and folders that may not be read are left out. */
  public static void walk(Path folder, int depthMax, Sink sink) throws IOException {
    Files.walkFileTree(
        folder,
        Set.of(),
        depthMax,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            boolean hidden = !dir.equals(folder) && dir.getFileName().toString().startsWith(".");
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            boolean on = !attributes.isRegularFile() || sink.take(file, attributes);
            return on ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
