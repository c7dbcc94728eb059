package dev.cistern.format.pproflegacy;

/**
 * The functions that measured and not what was measured, as expressions for a profile's header: the
 * legacy forms have no field for them, so {@code go tool pprof} supplies these.
 */
final class DropFrames {
  private static final String ALLOCATORS =
      "calloc|cfree|malloc|free|memalign|pvalloc|valloc|realloc";

  static final String HEAP =
      String.join(
          "|",
          "(tc_)?(" + ALLOCATORS + ")",
          "do_memalign",
          "(__|tc_)?posix_memalign",
          "tc_(new|delete)(array)?",
          "tc_new(array)?_nothrow",
          "malloc_zone_(malloc|calloc|valloc|realloc|memalign|free)",
          "(tcmalloc|BaseArena)::.*",
          "runtime\\..*",
          "(::)?do_malloc(_pages|_no_errno)?",
          "DoSampledAllocation",
          "MallocedMemBlock::MallocedMemBlock",
          "__builtin_(vec_)?(new|delete)",
          "(__gnu_cxx::new_allocator::|__malloc_alloc_template::|simple_alloc::|_M_)?allocate",
          "__libc_malloc",
          "cpp_alloc",
          "operator new(\\[\\])?");

  static final String HEAP_KEEP = "runtime\\.(panic|reflectcall|call[0-9]*)";

  static final String LOCKS =
      String.join(
          "|",
          "RecordLockProfileData",
          "(base::)?(RecordLock|SubmitMutex|SubmitSpinLock)ProfileData.*",
          "((base::)?Mutex::)?(AwaitCommon|Unlock|UnlockSlow|ReaderUnlock).*",
          "((base::)?MutexLock::)?~MutexLock.*",
          "(SpinLock::)?(Unlock|SlowUnlock).*",
          "(SpinLockHolder::)?~SpinLockHolder.*");

  static final String CPU =
      "ProfileData::(Add|prof_handler)|CpuProfiler::prof_handler|__pthread_sighandler|__restore";

  private DropFrames() {}
}
