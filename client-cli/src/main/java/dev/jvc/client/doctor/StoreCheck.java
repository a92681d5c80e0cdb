package dev.jvc.client.doctor;

import dev.jvc.client.protocol.Status;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stores: where keys go, why not elsewhere, and whether those that are named can be used. */
final class StoreCheck implements Check {

  private static final String NAME = "store";

  private final @Nullable SelfCheck own;

  StoreCheck(@Nullable SelfCheck own) {
    this.own = own;
  }

  @Override
  public List<Finding> look() {
    if (own == null) {
      return List.of(
          Finding.problem(NAME, "jvcd check gave no answer, so jvcd cannot run", "jvcd check"));
    }
    if (!own.understood()) {
      return List.of(
          Finding.warning(NAME, "not known, because jvc's configuration cannot be read", ""));
    }
    List<Finding> findings = new ArrayList<>();
    Status.Stores stores = own.stores();
    own.unusable().forEach((store, reason) -> findings.add(unusable(stores, store, reason)));
    if (!own.unusable().containsKey(stores.configured())) {
      findings.addFirst(usable(stores));
    }
    return findings;
  }

  private static Finding usable(Status.Stores stores) {
    List<String> details = new ArrayList<>();
    stores.others().forEach((store, reason) -> details.add("not " + store + ": " + reason));
    stores
        .profiles()
        .forEach((profile, store) ->
            details.add("the key of " + profile + " goes to the " + store + " store"));
    return new Finding.Ok(
        NAME,
        stores.configured().equals("auto")
            ? "keys go to the " + stores.chosen() + " store, chosen by auto"
            : "keys go to the " + stores.configured() + " store",
        details);
  }

  private static Finding unusable(Status.Stores stores, String store, String reason) {
    List<String> users = new ArrayList<>();
    stores
        .profiles()
        .forEach((profile, own) -> {
          if (own.equals(store)) {
            users.add("it is the store of profile " + profile);
          }
        });
    Sentence sentence = Sentence.of(reason);
    return new Finding.Problem(
        NAME,
        "the " + store + " store cannot be used: " + sentence.title(),
        users,
        sentence.remedy());
  }
}
