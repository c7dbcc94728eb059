// Functions and variables whose symbols hold what a demangler must know; it does nothing else.
#include <algorithm>
#include <array>
#include <concepts>
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <numeric>
#include <stdexcept>
#include <string>
#include <thread>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <variant>
#include <vector>

namespace shop {
namespace {
struct Hidden {
  int value = 1;
  __attribute__((noinline)) int read() const volatile { return value; }
};
enum { UNNAMED };
template <class T> __attribute__((noinline)) int unnamed(T) { return sizeof(T); }
}  // namespace

struct Base {
  virtual ~Base() = default;
  virtual Base* self() { return this; }
  int id = 0;
};
struct Left : virtual Base {
  Left() = default;
  explicit Left(int i) { id = i; }
  Left* self() override { return this; }
};
struct Right : virtual Base {
  Right* self() override { return this; }
  virtual int right(std::string const& s) { return s.size(); }
};
struct Both : Left, Right {
  using Left::Left;
  Both* self() override { return this; }
  int right(std::string const&) override { return 2; }
};

struct [[gnu::abi_tag("v2")]] Tagged {
  Tagged() {}
  ~Tagged() {}
  int at(int) const& { return 1; }
  int at(int) && { return 2; }
  [[gnu::abi_tag("a", "b")]] static int twice() { return 2; }
};

struct Number {
  long n = 0;
  Number operator+(Number o) const { return {n + o.n}; }
  Number operator-(Number o) const { return {n - o.n}; }
  Number operator-() const { return {-n}; }
  Number operator*(Number o) const { return {n * o.n}; }
  Number operator/(Number o) const { return {n / (o.n | 1)}; }
  Number operator%(Number o) const { return {n % (o.n | 1)}; }
  Number operator^(Number o) const { return {n ^ o.n}; }
  Number operator&(Number o) const { return {n & o.n}; }
  Number operator|(Number o) const { return {n | o.n}; }
  Number operator~() const { return {~n}; }
  bool operator!() const { return !n; }
  Number& operator=(Number const&) = default;
  bool operator<(Number o) const { return n < o.n; }
  bool operator>(Number o) const { return n > o.n; }
  bool operator<=(Number o) const { return n <= o.n; }
  bool operator>=(Number o) const { return n >= o.n; }
  bool operator==(Number o) const { return n == o.n; }
  bool operator!=(Number o) const { return n != o.n; }
  Number& operator+=(Number o) { n += o.n; return *this; }
  Number& operator-=(Number o) { n -= o.n; return *this; }
  Number& operator*=(Number o) { n *= o.n; return *this; }
  Number& operator<<=(int i) { n <<= i; return *this; }
  Number& operator>>=(int i) { n >>= i; return *this; }
  Number operator<<(int i) const { return {n << i}; }
  Number operator>>(int i) const { return {n >> i}; }
  bool operator&&(Number o) const { return n && o.n; }
  bool operator||(Number o) const { return n || o.n; }
  Number& operator++() { ++n; return *this; }
  Number operator++(int) { return {n++}; }
  Number& operator--() { --n; return *this; }
  Number operator--(int) { return {n--}; }
  Number operator,(Number o) const { return o; }
  Number* operator->() { return this; }
  Number& operator*() { return *this; }
  long Number::* operator->*(int) { return &Number::n; }
  long operator()(int a, ...) const { return n + a; }
  long operator[](unsigned long i) const { return n + i; }
  explicit operator bool() const { return n; }
  explicit operator long const&() const { return n; }
  explicit operator std::string() const { return "n"; }
  using Callback = int (*)(char const*, double);
  explicit operator Callback() const { return nullptr; }
  using Array = int[3];
  explicit operator Array*() const { return nullptr; }
  using Member = int (Hidden::*)() const volatile;
  explicit operator Member() const { return nullptr; }
  template <class T> explicit operator std::vector<T>() const { return {}; }
  template <class T> explicit operator T*() const { return nullptr; }
  void* operator new(size_t size) { return ::operator new(size); }
  void operator delete(void* p) { ::operator delete(p); }
  void* operator new[](size_t size) { return ::operator new[](size); }
  void operator delete[](void* p) { ::operator delete[](p); }
};
Number operator""_n(unsigned long long n) { return {static_cast<long>(n)}; }

template <class... Ts> auto sum(Ts... ts) -> decltype((ts + ... + 0)) { return (ts + ... + 0); }
template <class T, int N, T const* P = nullptr> struct Grid {
  T cells[N];
  T& at(T (&row)[N], int i) { return row[i]; }
  template <template <class, class> class C, class U> C<U, std::allocator<U>> copy() const { return {}; }
};
template <class T> concept Small = sizeof(T) <= 8 && requires(T t) { { t + t } -> std::same_as<T>; };
template <Small T> T plus(T a, T b) { return a + b; }
template <class T> requires std::is_integral_v<T> auto minus(T a) -> T { return -a; }
template <auto V> auto constant() { return V; }
template <class F> __attribute__((noinline)) auto call(F&& f) -> decltype(std::forward<F>(f)(1)) { return f(1); }
template <class T> typename T::value_type first(T const& t) { return *t.begin(); }
template <class T> std::enable_if_t<(sizeof(T) > 2), T*> big(T* t) noexcept { return t; }

int counter() {
  static Hidden hidden;
  static std::string text = "a";
  struct Local {
    int add(int (*f)(int)) const { return f(1); }
    static int one() { static int n = std::rand(); return n; }
  } local;
  auto lambda = [&](int a) { return [a](auto b, char const* c = "") { return a + (int)b + (c ? 1 : 0); }(2L); };
  auto generic = []<class T>(T t, std::vector<T> const& v) { return t + (T)v.size(); };
  return hidden.read() + call(lambda) + local.add([](int i) { return i; }) + generic(1, {}) + Local::one() +
         (int)text.size() + unnamed(UNNAMED);
}
thread_local std::string perThread = "t";
std::function<int(int)> held = [](int i) { return i + (int)perThread.size(); };
auto&& [one, two] = std::pair<int, Number>{1, {}};
std::array<std::unique_ptr<Base>, 2> bases{};
using Vector = float __attribute__((vector_size(16)));
void variadic(int, ...) {}
void types(int const* const*, char (&)[4], int (*)(short, float), Number (Number::*)(Number) const, long Number::*, __int128,
           unsigned char, signed char, wchar_t, char8_t, char16_t, char32_t, long double, std::nullptr_t, bool&&,
           int _Complex, Vector, void (*)() noexcept) {}
extern "C" int plain(int a) { return a; }

static __attribute__((noinline)) int cold(int n, std::map<std::string, int>& m) {
  if (n > 1000) throw std::runtime_error("cold" + std::to_string(n));
  return m[std::to_string(n)]++;
}
}  // namespace shop

int main(int argc, char**) {
  using namespace shop;
  Number n = 3_n;
  n = (n + n) - -n * n / n % n ^ (n & n | ~n);
  n += n; n -= n; n *= n; n <<= 1; n >>= 1; n = n << 1 >> 2; ++n; n++; --n; n--;
  bool b = !n || n < n || n > n || n <= n || n >= n || n == n || n != n || (n && n) || (bool)n;
  n = (n, n);
  long l = n->n + (*n).n + n(1, 2) + n[3] + n.*(n->*1) + n.operator long const&();
  std::string s = n.operator std::string();
  auto cb = n.operator Number::Callback(); auto ar = n.operator Number::Array*(); auto me = n.operator Number::Member();
  std::vector<double> vd = n.operator std::vector<double>(); float* fp = n.operator float*();
  delete new Number; delete[] new Number[2];
  Grid<int, 3> grid; int row[3] = {1, 2, 3};
  grid.at(row, 1); (void)grid.copy<std::vector, long>();
  Tagged t; t.at(1); Tagged().at(1); Tagged::twice();
  Both both(argc); bases[0].reset(new Both(2)); bases[0]->self(); Right* r = &both; r->right("x");
  std::map<std::string, int> m; std::unordered_map<long, std::tuple<int, char, Number>> um; um[1];
  std::variant<int, std::string> v = "v"; std::visit([](auto const& x) { return sizeof(x); }, v);
  std::sort(vd.begin(), vd.end(), [](double a, double c) { return a > c; });
  std::thread([&] { held(1); }).join();
  types(nullptr, *(char(*)[4])"abc", nullptr, nullptr, nullptr, 1, 1, 1, 1, 1, 1, 1, 1, nullptr, true, 1, Vector{}, nullptr);
  variadic(1, 2);
  std::printf("%d %ld %s %p %p %d %zu %p\n", b, l, s.c_str(), (void*)cb, (void*)ar, me == nullptr, vd.size(), (void*)fp);
  return cold(argc, m) + counter() + sum(1, 2L, 'c') + plus(1, 2) + minus(3) + constant<7>() + constant<&plain>()(1) +
         constant<'x'>() + constant<true>() + first(s) + *big(row) + (int)two.n + one;
}
