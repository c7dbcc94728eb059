package dev.cistern.report;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/** A JSON writer with the few shapes our reports have; indented, numbers without exponents. */
final class JsonOut implements AutoCloseable {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private final JsonGenerator generator;
  private final Writer out;

  JsonOut(Writer out) {
    this.out = out;
    generator = FACTORY.createGenerator(new Indented(), out);
  }

  void object(Runnable content) throws IOException {
    try {
      generator.writeStartObject();
      content.run();
      generator.writeEndObject();
      generator.flush();
      out.write('\n');
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
  }

  void object(String name, Runnable content) {
    generator.writeObjectPropertyStart(name);
    content.run();
    generator.writeEndObject();
  }

  <T> void list(String name, Collection<T> items, Consumer<T> content) {
    generator.writeArrayPropertyStart(name);
    for (T item : items) {
      generator.writeStartObject();
      content.accept(item);
      generator.writeEndObject();
    }
    generator.writeEndArray();
  }

  void texts(String name, Collection<String> values) {
    generator.writeArrayPropertyStart(name);
    values.forEach(generator::writeString);
    generator.writeEndArray();
  }

  void text(String name, String value) {
    generator.writeStringProperty(name, value);
  }

  void textOrNull(String name, Optional<String> value) {
    value.ifPresentOrElse(text -> text(name, text), () -> nothing(name));
  }

  void number(String name, long value) {
    generator.writeNumberProperty(name, value);
  }

  void numberOrNull(String name, OptionalLong value) {
    value.ifPresentOrElse(number -> number(name, number), () -> nothing(name));
  }

  void numberOrNull(String name, Optional<Long> value) {
    value.ifPresentOrElse(number -> number(name, number), () -> nothing(name));
  }

  /** A number that need not be whole; null where it is not one at all. */
  void decimal(String name, double value) {
    if (Double.isFinite(value)) {
      BigDecimal plain = BigDecimal.valueOf(value).stripTrailingZeros();
      generator.writeNumberProperty(name, plain.scale() < 0 ? plain.setScale(0) : plain);
    } else {
      nothing(name);
    }
  }

  /** Numbers to the thousandth. */
  void decimals(String name, Collection<Double> values) {
    generator.writeArrayPropertyStart(name);
    for (double value : values) {
      generator.writeNumber(
          BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_EVEN).stripTrailingZeros());
    }
    generator.writeEndArray();
  }

  void decimalOrNull(String name, OptionalDouble value) {
    value.ifPresentOrElse(number -> decimal(name, number), () -> nothing(name));
  }

  void flag(String name, boolean value) {
    generator.writeBooleanProperty(name, value);
  }

  void nothing(String name) {
    generator.writeNullProperty(name);
  }

  @Override
  public void close() throws IOException {
    try {
      generator.close();
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
  }

  private static final class Indented extends ObjectWriteContext.Base {
    @Override
    public PrettyPrinter getPrettyPrinter() {
      DefaultIndenter lines = new DefaultIndenter("  ", "\n");
      Separators separators =
          PrettyPrinter.DEFAULT_SEPARATORS.withObjectNameValueSpacing(Separators.Spacing.AFTER);
      return new DefaultPrettyPrinter(separators)
          .withObjectIndenter(lines)
          .withArrayIndenter(lines);
    }

    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }
  }
}
