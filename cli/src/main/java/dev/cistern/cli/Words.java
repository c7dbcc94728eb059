package dev.cistern.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an option's value that is one of a few words, as the user writes them. */
final class Words {
  private Words() {}

  /** A converter that knows these values by their names in lower case. */
  @SafeVarargs
  static <E extends Enum<E>> ITypeConverter<E> of(E... values) {
    return word ->
        Arrays.stream(values)
            .filter(value -> name(value).equals(word))
            .findFirst()
            .orElseThrow(() ->
                new TypeConversionException(
                    "wanted "
                        + Arrays.stream(values).map(Words::name).collect(Collectors.joining(", "))
                        + "; found '"
                        + word
                        + "'"));
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
