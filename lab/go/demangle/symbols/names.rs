// Functions whose symbols hold what a demangler must know of Rust; it does nothing else.
#![allow(uncommon_codepoints)]
use std::collections::HashMap;
use std::fmt::{Debug, Display};

pub trait Shape<T> { fn area(&self) -> T; fn twice(&self) -> usize where Self: Sized { 2 * std::mem::size_of::<Self>() } }
pub struct Square<const N: usize>;
pub struct Größe<'a, T>(pub &'a T);
impl<const N: usize> Shape<u64> for Square<N> { #[inline(never)] fn area(&self) -> u64 { (N * N) as u64 } }
impl<'a, T: Debug> Größe<'a, T> { #[inline(never)] pub fn länge(&self) -> usize { format!("{:?}", self.0).len() } }
impl Shape<[u8; 3]> for (i32, &str) { #[inline(never)] fn area(&self) -> [u8; 3] { [self.0 as u8, 1, 2] } }
impl Shape<Box<dyn Fn(i32) -> i32 + Send>> for [u16] { #[inline(never)] fn area(&self) -> Box<dyn Fn(i32) -> i32 + Send> { let n = self.len() as i32; Box::new(move |x| x + n) } }
impl<T> Shape<*const T> for Option<T> { #[inline(never)] fn area(&self) -> *const T { self.as_ref().map_or(std::ptr::null(), |x| x) } }
#[inline(never)] pub fn apply<F: FnMut(&str) -> bool>(mut f: F) -> bool { let mut g = || f("x"); g() }
#[inline(never)] pub fn point(f: fn(&mut i32, char) -> !, e: unsafe extern "C" fn(u8)) -> usize { generic(f) + generic(e) }
#[inline(never)] pub fn generic<T>(_: T) -> usize { std::mem::size_of::<T>() }
#[inline(never)] pub fn flag<const B: bool, const C: char, const I: i8>() -> i32 { if B { C as i32 } else { I as i32 } }
pub mod outer { pub mod inner { #[inline(never)] pub fn deep<T: std::fmt::Display>(t: T) -> String { fn local(n: usize) -> usize { n + 1 } let mut s = t.to_string(); s.truncate(local(2)); s } } }
pub unsafe extern "C" fn c_like(_: u8) {}
pub fn stop(_: &mut i32, _: char) -> ! { panic!() }
static NAMES: std::sync::OnceLock<HashMap<String, Vec<Box<dyn Display + Send + Sync>>>> = std::sync::OnceLock::new();

fn main() {
    let mut seen = 0;
    let a = apply(|s| { seen += s.len(); seen > 0 });
    let names = NAMES.get_or_init(|| { let mut m = HashMap::new(); m.entry("a".to_string()).or_insert_with(Vec::new).push(Box::new(1) as Box<dyn Display + Send + Sync>); m });
    println!("{} {} {} {:?} {} {:?} {} {} {} {}", a, Square::<7>.area(), Square::<7>.twice(), (1, "x").area(), [1u16, 2][..].area()(3), Some(1i128).area(),
        Größe(&vec![1.5f32]).länge(), point(stop, c_like), flag::<true, 'ß', -3>() + flag::<false, '\'', 7>(), names.len());
    println!("{} {}", outer::inner::deep(3), outer::inner::deep("text"));
    let mut v: Vec<(String, [u8; 2])> = vec![("b".into(), [1, 2]), ("a".into(), [3, 4])];
    v.sort_by(|x, y| x.0.cmp(&y.0));
    std::thread::spawn(move || v.iter().map(|p| p.1[0] as u32).sum::<u32>()).join().unwrap();
}
