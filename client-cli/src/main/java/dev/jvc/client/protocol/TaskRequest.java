package dev.jvc.client.protocol;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Asks for a ticket.
 *
 * @param task {@code add}, {@code remove}, {@code move} or {@code login}
 * @param pid the process that asks; the ticket is good while it lives
 * @param durationSeconds the wanted length of a login session; 0 for the configured one
 * @param force log in although a login still holds
 */
public record TaskRequest(
    String task, ProfileName profile, long pid, long durationSeconds, boolean force) {

  /** A request that has no options. */
  public static TaskRequest of(String task, ProfileName profile, long pid) {
    return new TaskRequest(task, profile, pid, 0, false);
  }

  Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("task", task);
    members.put("profile", profile.value());
    members.put("pid", pid);
    if (durationSeconds > 0) {
      members.put("durationSeconds", durationSeconds);
    }
    if (force) {
      members.put("force", true);
    }
    return members;
  }
}
