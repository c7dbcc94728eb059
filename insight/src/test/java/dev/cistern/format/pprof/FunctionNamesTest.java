package dev.cistern.format.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionNamesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "main.(*T).each.Map[...].func2 | main..each.Map[...].func2",
        "main.(*T[...]).M | main.(*T[...]).M",
        "main.Map[go.shape.int] | main.Map[go.shape.int]",
        "sync.(*Pool).Get | sync.(*Pool).Get",
        "java.util.ArrayList.<init> | java.util.ArrayList.<init>",
        "std::vector<int, std::allocator<int>>::push_back(int const&) | std::vector::push_back",
        "a::b(c | a::b(c",
        "a::b)c(d) | a::b)c(d)",
        "operator<<(std::ostream&) | operator<<",
        "void Foo.bar(int[]) | void Foo.bar",
      })
  void are_shortened_as_the_reference_tool_does(String symbol, String shown) {
    assertThat(FunctionNames.shown(symbol)).isEqualTo(shown);
  }
}
