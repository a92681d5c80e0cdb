package dev.jvc.client.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jvc.client.protocol.Status;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UserNamesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | ``",
        "aws | aws",
        "? | unknown",
        "aws;terraform | aws, terraform",
        "aws;aws;aws | aws",
        "aws;?;? | aws, unknown",
        "aws;python3;terraform;node | aws, python3, terraform +1",
        "aws;a-name-of-20-letters;b;c | aws +3",
        "a-name-that-is-longer-than-the-room;aws | a-name-that-is-longer-than-the-room +1",
        "aaaaaaaaaaaaa;bbbbbbbbb | aaaaaaaaaaaaa, bbbbbbbbb",
        "aaaaaaaaaaaaa;bbbbbbbbbb | aaaaaaaaaaaaa +1",
      })
  void asManyAsThereIsRoomFor(String programs, String expected) {
    List<Status.User> users =
        Arrays.stream(programs.split(";"))
            .filter(name -> !name.isEmpty())
            .map(name -> new Status.User(name.equals("?") ? "" : name, 1, "exec", ""))
            .toList();

    assertEquals(expected, UserNames.of(users));
  }
}
