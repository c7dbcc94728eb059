package dev.cistern.cli.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.Opcode;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModerniseTest {
  private static final int JAVA_5 = 49;

  @TempDir Path dir;

  @Test
  void an_old_class_passes_todays_verifier_and_does_what_it_did() throws Exception {
    Path jar = jar(largest(JAVA_5));
    Modernise.main(new String[] {dir.toString()});
    try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
      Class<?> type = loader.loadClass("Largest");
      var method = type.getMethod("of", int.class, int.class);
      assertThat(method.invoke(null, 3, 5)).isEqualTo(5);
      assertThat(method.invoke(null, 7, 5)).isEqualTo(7);
    }
    assertThat(version(jar)).isGreaterThan(JAVA_5);
  }

  @Test
  void other_entries_stay_as_they_are() throws Exception {
    Path jar = jar(largest(JAVA_5));
    Modernise.main(new String[] {dir.toString()});
    try (JarFile in = new JarFile(jar.toFile())) {
      byte[] content = in.getInputStream(in.getEntry("notes.txt")).readAllBytes();
      assertThat(new String(content, StandardCharsets.UTF_8)).isEqualTo("kept");
    }
    assertThat(dir)
        .isDirectoryContaining(file -> file.equals(jar))
        .isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void a_jar_without_old_classes_is_not_written_again() throws Exception {
    Path jar = jar(largest(ClassFile.JAVA_21_VERSION));
    byte[] before = Files.readAllBytes(jar);
    Modernise.main(new String[] {dir.toString()});
    assertThat(Files.readAllBytes(jar)).isEqualTo(before);
  }

  /** A class with a branch: what needs a stack map under today's verifier. */
  private static byte[] largest(int version) {
    return ClassFile.of(ClassFile.StackMapsOption.STACK_MAPS_WHEN_REQUIRED)
        .build(
            ClassDesc.of("Largest"),
            type ->
                type.withVersion(version, 0)
                    .withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_SUPER)
                    .withMethodBody(
                        "of",
                        MethodTypeDesc.of(
                            ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_int),
                        ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                        code ->
                            code.iload(0)
                                .iload(1)
                                .ifThenElse(
                                    Opcode.IF_ICMPGT,
                                    then -> then.iload(0).ireturn(),
                                    otherwise -> otherwise.iload(1).ireturn())));
  }

  private Path jar(byte[] type) throws IOException {
    Path jar = dir.resolve("library.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("Largest.class"));
      out.write(type);
      out.putNextEntry(new JarEntry("notes.txt"));
      out.write("kept".getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }

  private static int version(Path jar) throws IOException {
    try (JarFile in = new JarFile(jar.toFile())) {
      byte[] content = in.getInputStream(in.getEntry("Largest.class")).readAllBytes();
      return ClassFile.of().parse(content).majorVersion();
    }
  }
}
