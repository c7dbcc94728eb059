package dev.cistern.cli.start;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites class files from before Java 6 with today's version and the stack maps it wants.
 *
 * <p>The JVM checks such old classes with its old verifier and leaves them out of every
 * ahead-of-time cache. The argument parser's jar is of that age, to run on Java 5; rewritten, it is
 * archived like the rest. The code itself stays as it was, byte for byte of its instructions.
 */
public final class Modernise {
  /** Java 6: the first version that the cache takes. */
  private static final int FIRST_CACHED = 50;

  private static final int WRITTEN = 61;

  private Modernise() {}

  /** Rewrites the jars of one folder in place; its path is the only argument. */
  public static void main(String[] args) throws IOException {
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of(args[0]), "*.jar")) {
      for (Path jar : jars) {
        if (hasOldClasses(jar)) {
          rewrite(jar);
        }
      }
    }
  }

  private static boolean hasOldClasses(Path jar) throws IOException {
    try (JarFile in = new JarFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(in.entries())) {
        if (isClass(entry)) {
          try (InputStream bytes = in.getInputStream(entry)) {
            byte[] head = bytes.readNBytes(8);
            return head.length == 8 && ByteBuffer.wrap(head).getShort(6) < FIRST_CACHED;
          }
        }
      }
    }
    return false;
  }

  /** Leaves the jar as it was unless the whole of it could be rewritten. */
  static void rewrite(Path jar) throws IOException {
    Path written = jar.resolveSibling(jar.getFileName() + ".new");
    try (JarFile in = new JarFile(jar.toFile());
        JarOutputStream out = new JarOutputStream(Files.newOutputStream(written))) {
      ClassFile classFile = classFile(in);
      for (ZipEntry entry : Collections.list(in.entries())) {
        try (InputStream bytes = in.getInputStream(entry)) {
          out.putNextEntry(new ZipEntry(entry.getName()));
          byte[] content = bytes.readAllBytes();
          out.write(isClass(entry) ? modern(classFile, content) : content);
          out.closeEntry();
        }
      }
    }
    Files.move(written, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The class file with a version and stack maps of today; one that has both is left alone. */
  static byte[] modern(ClassFile classFile, byte[] bytes) {
    ClassModel model = classFile.parse(bytes);
    if (model.majorVersion() >= FIRST_CACHED) {
      return bytes;
    }
    return classFile.transformClass(
        model,
        ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
            .andThen(ClassTransform.endHandler(built -> built.withVersion(WRITTEN, 0))));
  }

  /** Stack maps name common superclasses: they are looked up in the jar itself, then in the JDK. */
  private static ClassFile classFile(JarFile in) {
    return ClassFile.of(
        ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
        ClassFile.ClassHierarchyResolverOption.of(
            ClassHierarchyResolver.ofResourceParsing((ClassDesc type) -> open(in, type))
                .orElse(ClassHierarchyResolver.defaultResolver())));
  }

  private static @Nullable InputStream open(JarFile in, ClassDesc type) {
    String name = type.descriptorString();
    ZipEntry entry = in.getEntry(name.substring(1, name.length() - 1) + ".class");
    try {
      return entry == null ? null : in.getInputStream(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isClass(ZipEntry entry) {
    return entry.getName().endsWith(".class") && !entry.getName().endsWith("module-info.class");
  }
}
