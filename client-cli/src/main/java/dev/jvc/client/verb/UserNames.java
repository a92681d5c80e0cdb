package dev.jvc.client.verb;

import dev.jvc.client.protocol.Status;
import java.util.ArrayList;
import java.util.List;

/** The last users of a session in a few words; {@code --json} says all that is known of them. */
final class UserNames {

  /** Room for two or three ordinary names. */
  private static final int WIDEST = 24;

  private UserNames() {}

  /**
   * Such as {@code aws, terraform +2}: each name once, the newest first, as many as there is room
   * for; empty when there are none.
   */
  static String of(List<Status.User> users) {
    List<String> names = new ArrayList<>();
    for (Status.User user : users) {
      String name = user.program().isEmpty() ? "unknown" : user.program();
      if (!names.contains(name)) {
        names.add(name);
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (i > 0 && text.length() + 2 + name.length() > WIDEST) {
        return text.append(" +").append(names.size() - i).toString();
      }
      text.append(i == 0 ? "" : ", ").append(name);
    }
    return text.toString();
  }
}
