package dev.cistern.pool.internal;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/** What can be told of the running machine and of a class. */
public final class Runtimes {
  private static final int DIGEST_BYTES = 8;

  private Runtimes() {}

  /** The virtual machine's vendor. */
  public static String vendor() {
    return System.getProperty("java.vm.vendor", "unknown");
  }

  /** The collectors' names. */
  public static String collector() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .map(GarbageCollectorMXBean::getName)
        .sorted()
        .collect(Collectors.joining(" + "));
  }

  /** How long an object's header is, by the options that say so. */
  public static String objectHeaders() {
    String compact = option("UseCompactObjectHeaders");
    String compressed = option("UseCompressedClassPointers");
    if (compact.equals("true")) {
      return "compact";
    }
    return switch (compressed) {
      case "true" -> "compressed";
      case "false" -> "full";
      default -> "unknown";
    };
  }

  /** An option of the machine; empty if it has none of this name, or does not tell. */
  private static String option(String name) {
    try {
      Object told =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=HotSpotDiagnostic"),
                  "getVMOption",
                  new Object[] {name},
                  new String[] {String.class.getName()});
      return told instanceof CompositeData data ? String.valueOf(data.get("value")) : "";
    } catch (JMException | RuntimeException unknown) {
      return "";
    }
  }

  /** The class's name and a digest of its instance fields. */
  public static String shape(Class<?> type) {
    StringBuilder fields = new StringBuilder();
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      fields.append(c.getName()).append('\n');
      Arrays.stream(c.getDeclaredFields())
          .filter(field -> !Modifier.isStatic(field.getModifiers()))
          .map(Runtimes::line)
          .sorted()
          .forEach(fields::append);
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(fields.toString().getBytes(StandardCharsets.UTF_8));
      return type.getTypeName() + "#" + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("wanted SHA-256, which every Java has", e);
    }
  }

  private static String line(Field field) {
    return field.getName() + ' ' + field.getType().getName() + '\n';
  }
}
