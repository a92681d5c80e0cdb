package dev.jvc.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the offline AWS has been asked so far. */
public final class Calls {
  private static final int KEPT = 1000;

  private final Map<String, Integer> received = new TreeMap<>();
  private final Map<String, Integer> granted = new TreeMap<>();
  private final Deque<Call> recent = new ArrayDeque<>();
  private final Set<String> operations;
  private int mfaCodesSeen;

  Calls(Set<String> operations) {
    this.operations = Set.copyOf(operations);
  }

  /**
   * One finished call.
   *
   * @param accessKeyId the key that signed, null when the signature was not accepted
   * @param region the region of the signature, null likewise
   * @param outcome {@code granted}, the error code, or the fault that replaced the answer
   * @param parameters as sent, without the MFA code
   */
  public record Call(
      String operation,
      @Nullable String accessKeyId,
      @Nullable String region,
      String outcome,
      Map<String, String> parameters) {
    static final String GRANTED = "granted";

    public Call {
      parameters = withoutCode(parameters);
    }

    private static Map<String, String> withoutCode(Map<String, String> parameters) {
      Map<String, String> copy = new LinkedHashMap<>(parameters);
      copy.remove("TokenCode");
      return Map.copyOf(copy);
    }
  }

  synchronized void arrived(String operation, boolean withMfaCode) {
    received.merge(operation, 1, Integer::sum);
    if (withMfaCode) {
      mfaCodesSeen++;
    }
  }

  synchronized void finished(Call call) {
    if (call.outcome().equals(Call.GRANTED)) {
      granted.merge(call.operation(), 1, Integer::sum);
    }
    recent.addLast(call);
    if (recent.size() > KEPT) {
      recent.removeFirst();
    }
  }

  /** How often an operation was called, refused and disturbed calls included. */
  public synchronized int received(String operation) {
    return count(received, operation);
  }

  /** How often an operation was granted. */
  public synchronized int granted(String operation) {
    return count(granted, operation);
  }

  public synchronized Map<String, Integer> received() {
    return new TreeMap<>(received);
  }

  public synchronized Map<String, Integer> granted() {
    return new TreeMap<>(granted);
  }

  /** How many calls brought an MFA code, right or wrong. */
  public synchronized int mfaCodesSeen() {
    return mfaCodesSeen;
  }

  /** The last 1,000 finished calls, oldest first. */
  public synchronized List<Call> recent() {
    return List.copyOf(recent);
  }

  private int count(Map<String, Integer> counts, String operation) {
    if (!operations.contains(operation)) {
      throw new IllegalArgumentException("there is no operation " + operation);
    }
    return counts.getOrDefault(operation, 0);
  }

  /** Starts counting from zero. */
  public synchronized void reset() {
    received.clear();
    granted.clear();
    recent.clear();
    mfaCodesSeen = 0;
  }
}
