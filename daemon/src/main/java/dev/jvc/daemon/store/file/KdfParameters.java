package dev.jvc.daemon.store.file;

/**
 * How hard a passphrase is to guess: the cost parameters of Argon2id (RFC 9106).
 *
 * @param memoryKib memory in KiB, at least eight per lane
 * @param passes passes over that memory
 * @param lanes degree of parallelism
 */
record KdfParameters(int memoryKib, int passes, int lanes) {

  /** 64 MiB, three passes: RFC 9106's second recommendation, with one lane instead of four. */
  static final KdfParameters DEFAULT = new KdfParameters(64 * 1024, 3, 1);

  /** The most memory accepted, in KiB: 1 GiB. */
  static final int MAX_MEMORY_KIB = 1 << 20;

  /** The most passes accepted. */
  static final int MAX_PASSES = 16;

  /** The most lanes accepted. */
  static final int MAX_LANES = 8;

  /** Argon2 needs at least this much memory per lane, in KiB (RFC 9106, section 3.1). */
  private static final int MEMORY_PER_LANE_KIB = 8;

  /**
   * @throws IllegalArgumentException when a cost is outside what a file may ask for, so that a
   *     forged file can neither exhaust the memory nor keep the processor busy
   */
  KdfParameters {
    requireRange("lanes", lanes, 1, MAX_LANES);
    requireRange("passes", passes, 1, MAX_PASSES);
    requireRange("KiB of memory", memoryKib, MEMORY_PER_LANE_KIB * lanes, MAX_MEMORY_KIB);
  }

  private static void requireRange(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "it asks for "
              + Integer.toUnsignedString(value)
              + " "
              + what
              + " to unlock, and "
              + least
              + " to "
              + most
              + " are accepted");
    }
  }
}
