package dev.cistern.lab.demo;

import dev.cistern.lab.flashsale.Main;
import io.netty.buffer.ByteBuf;
import io.netty.util.ReferenceCounted;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.commons.pool2.ObjectPool;

/** The program to start: its class path and main class. */
public record ServiceProgram(String classPath, String mainClass) {

  /** The flash-sale service as it is. */
  public static ServiceProgram flashSale() {
    return new ServiceProgram(
        place(Main.class) + File.pathSeparator + libraryPath(), Main.class.getName());
  }

  /** The class path of the pool libraries that the service uses. */
  public static String libraryPath() {
    Set<String> places = new LinkedHashSet<>();
    for (Class<?> library :
        new Class<?>[] {ByteBuf.class, ReferenceCounted.class, ObjectPool.class}) {
      places.add(place(library));
    }
    return String.join(File.pathSeparator, places);
  }

  private static String place(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      throw new IllegalStateException("no class path entry holds " + type.getName());
    }
    try {
      return Path.of(source.getLocation().toURI()).toString();
    } catch (URISyntaxException wrong) {
      throw new IllegalStateException(type.getName() + " lies at " + source.getLocation(), wrong);
    }
  }
}
