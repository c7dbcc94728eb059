package dev.cistern.pool.internal;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that change when an object's content does. Content is what two equal new objects share:
 * values, sizes and classes, not identities.
 */
final class Digests {
  /** How far references are followed. */
  private static final int DEPTH = 3;

  /** Elements looked at in an array of references or a collection. */
  private static final int ELEMENTS_MAX = 64;

  private static final ClassValue<List<Field>> FIELDS =
      new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
          return readable(type);
        }
      };

  private final @Nullable ToLongFunction<Object> given;

  @SuppressWarnings("unchecked") // it is only asked about objects that the factory made
  Digests(@Nullable ToLongFunction<?> given) {
    this.given = (ToLongFunction<Object>) given;
  }

  long of(Object object) {
    if (given == null) {
      return of(object, DEPTH);
    }
    try {
      return given.applyAsLong(object);
    } catch (RuntimeException e) {
      return 0; // an object in no state to be read has no digest to differ by
    }
  }

  private static long of(@Nullable Object object, int depth) {
    return switch (object) {
      case null -> 0;
      case byte[] a -> Arrays.hashCode(a);
      case char[] a -> Arrays.hashCode(a);
      case int[] a -> Arrays.hashCode(a);
      case long[] a -> Arrays.hashCode(a);
      case short[] a -> Arrays.hashCode(a);
      case double[] a -> Arrays.hashCode(a);
      case float[] a -> Arrays.hashCode(a);
      case boolean[] a -> Arrays.hashCode(a);
      case ByteBuffer b -> 31L * b.duplicate().clear().hashCode() + 7L * b.position() + b.limit();
      case CharSequence s -> s.toString().hashCode() + 1L;
      case Number n -> n.toString().hashCode();
      case Boolean b -> b.hashCode();
      case Character c -> c;
      case Enum<?> e -> e.ordinal() + 1L;
      case Class<?> c -> c.getName().hashCode();
      case Object[] a -> elements(Arrays.asList(a), a.length, depth);
      case Map<?, ?> m -> 17L * m.size() + elements(m.values(), m.size(), depth);
      case Collection<?> c -> elements(c, c.size(), depth);
      default -> depth == 0 ? 1 : fields(object, depth);
    };
  }

  private static long elements(Collection<?> elements, int size, int depth) {
    long digest = size + 1L;
    if (depth > 0) {
      int left = ELEMENTS_MAX;
      for (Object element : elements) {
        if (left-- == 0) {
          break;
        }
        digest = 31 * digest + of(element, depth - 1);
      }
    }
    return digest;
  }

  private static long fields(Object object, int depth) {
    long digest = object.getClass().getName().hashCode();
    for (Field field : FIELDS.get(object.getClass())) {
      try {
        digest = 31 * digest + of(field.get(object), depth - 1);
      } catch (IllegalAccessException e) {
        digest = 31 * digest; // not to be seen: no part of the digest
      }
    }
    return digest;
  }

  /** The fields of a class and its superclasses that this module may read. */
  private static List<Field> readable(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && opened(field)) {
          fields.add(field);
        }
      }
    }
    return fields;
  }

  private static boolean opened(Field field) {
    try {
      field.setAccessible(true);
      return true;
    } catch (InaccessibleObjectException | SecurityException closed) {
      return false;
    }
  }
}
