package dev.jvc.client.shell;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * Variables to set and to remove, in order; values may be secret, so it does not print them.
 *
 * <p>Setting a variable takes it off those to remove.
 */
public final class EnvironmentChange {

  private final SequencedMap<String, String> set = new LinkedHashMap<>();
  private final SequencedSet<String> removed = new LinkedHashSet<>();

  /** Sets a variable. */
  public EnvironmentChange set(String name, String value) {
    requireName(name);
    if (value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("the value of " + name + " holds a NUL");
    }
    removed.remove(name);
    set.put(name, value);
    return this;
  }

  /** Sets a variable unless the value is empty. */
  public EnvironmentChange setIfAny(String name, String value) {
    return value.isEmpty() ? this : set(name, value);
  }

  /** Removes variables, except those that are set. */
  public EnvironmentChange remove(Collection<String> names) {
    for (String name : names) {
      requireName(name);
      if (!set.containsKey(name)) {
        removed.add(name);
      }
    }
    return this;
  }

  /** The variables to set. */
  public Map<String, String> variables() {
    return Map.copyOf(set);
  }

  SequencedMap<String, String> set() {
    return set;
  }

  SequencedSet<String> removed() {
    return removed;
  }

  private static void requireName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        throw new IllegalArgumentException("not the name of a variable");
      }
    }
  }

  @Override
  public String toString() {
    return "set " + set.keySet() + ", remove " + removed;
  }
}
