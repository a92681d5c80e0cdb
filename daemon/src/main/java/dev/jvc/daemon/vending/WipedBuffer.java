package dev.jvc.daemon.vending;

import java.io.OutputStream;
import java.util.Arrays;

/** Collects bytes, and leaves none of them in memory that it has outgrown. */
final class WipedBuffer extends OutputStream {

  private byte[] bytes = new byte[4096];
  private int length;

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int count) {
    if (bytes.length - length < count) {
      byte[] outgrown = bytes;
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
      Arrays.fill(outgrown, (byte) 0);
    }
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
  }

  /** Everything written, which then belongs to the caller. */
  byte[] take() {
    byte[] taken = Arrays.copyOf(bytes, length);
    Arrays.fill(bytes, (byte) 0);
    length = 0;
    return taken;
  }
}
