package dev.jvc.daemon.profile;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProfileName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Walks from a profile to the one that owns the key, as the AWS CLI does, with two rules more.
 *
 * <p>A profile with a role and neither {@code source_profile} nor {@code credential_source} starts
 * from the key stored under its own name, as in aws-vault; so does one that names itself. And a
 * profile that would find its credentials elsewhere (SSO, a process, a plaintext key) uses the key
 * stored under its name when there is one.
 *
 * <p>Where a profile names itself and is the source of another, the other's role is assumed with
 * the key itself: for the AWS CLI a source's own key comes before its role.
 */
final class ChainFinder {

  /** How many times one profile may lead to the next. */
  static final int MAX_SOURCES = 5;

  private final AwsConfig config;
  private final Set<ProfileName> otherProfiles;
  private final Set<ProfileName> storedKeys;
  private final List<Fault> faults;

  /** How a walk ended. */
  sealed interface Walk {

    /** At a key. */
    record Found(Chain chain) implements Walk {}

    /** At a way to obtain credentials that is not jvc's. */
    record Unserved(Problem problem) implements Walk {}

    /** Nowhere: the faults say why. */
    record Lost() implements Walk {}
  }

  /**
   * @param otherProfiles profiles that exist although the configuration does not name them
   * @param storedKeys the profiles that have a key of their own in a store
   * @param faults where faults are added
   */
  ChainFinder(
      AwsConfig config,
      Set<ProfileName> otherProfiles,
      Set<ProfileName> storedKeys,
      List<Fault> faults) {
    this.config = config;
    this.otherProfiles = otherProfiles;
    this.storedKeys = storedKeys;
    this.faults = faults;
  }

  /** The chain of a profile that exists. */
  Walk walk(ProfileName requested) {
    List<Chain.Link> links = new ArrayList<>();
    SequencedMap<ProfileName, Located> passed = new LinkedHashMap<>();
    Includes includes = new Includes(config, faults);
    AwsConfig.Section section = section(requested).orElse(AwsConfig.Section.bare(requested));
    while (true) {
      AwsConfig.Section filled = includes.fill(section);
      SettingReader settings = new SettingReader(filled, faults);
      Located role = settings.text(SettingNames.ROLE_ARN);
      Located source = settings.text(SettingNames.SOURCE_PROFILE);
      boolean own = source != null && source.value().equals(section.name().value());
      boolean isSource = !links.isEmpty();
      if (source != null && filled.has(SettingNames.CREDENTIAL_SOURCE)) {
        settings.fault(source, "source_profile and credential_source exclude each other: keep one");
        return new Walk.Lost();
      }
      Optional<String> foreign = foreignProvider(filled, role != null, source != null && !own);
      if (foreign.isPresent()) {
        return new Walk.Unserved(unserved(requested, filled, foreign.get()));
      }
      boolean followsSource =
          source != null && !own && (role != null || !storedKeys.contains(section.name()));
      links.add(new Chain.Link(filled, role != null && !(own && isSource)));
      if (!followsSource || source == null) {
        return new Walk.Found(new Chain(links));
      }
      passed.put(section.name(), source);
      Optional<AwsConfig.Section> next = next(source, passed);
      if (next.isEmpty()) {
        return new Walk.Lost();
      }
      section = next.get();
    }
  }

  private Optional<AwsConfig.Section> next(
      Located source, SequencedMap<ProfileName, Located> passed) {
    ProfileName name = Names.parse(source.value());
    Optional<AwsConfig.Section> next = name == null ? Optional.empty() : section(name);
    if (name == null || next.isEmpty()) {
      faults.add(
          source.fault(
              Names.missing(
                  SettingNames.SOURCE_PROFILE, source.value(), config.profiles().keySet())));
    } else if (passed.containsKey(name)) {
      faults.add(Loop.fault(SettingNames.SOURCE_PROFILE, passed, name));
      return Optional.empty();
    } else if (passed.size() > MAX_SOURCES) {
      faults.add(
          source.fault(
              "source_profile chain from "
                  + passed.firstEntry().getKey()
                  + " is longer than "
                  + MAX_SOURCES));
      return Optional.empty();
    }
    return next;
  }

  private Optional<AwsConfig.Section> section(ProfileName name) {
    AwsConfig.Section section = config.profiles().get(name);
    if (section == null && (storedKeys.contains(name) || otherProfiles.contains(name))) {
      section = AwsConfig.Section.bare(name);
    }
    return Optional.ofNullable(section);
  }

  /** The setting by which a profile obtains credentials that jvc does not serve. */
  private Optional<String> foreignProvider(
      AwsConfig.Section section, boolean hasRole, boolean hasSource) {
    if (section.has(SettingNames.CREDENTIAL_SOURCE) && hasRole) {
      return Optional.of(SettingNames.CREDENTIAL_SOURCE);
    }
    if (storedKeys.contains(section.name())) {
      return Optional.empty();
    }
    if (hasRole && hasSource) {
      return SettingNames.WEB_IDENTITY.stream().filter(section::has).findFirst();
    }
    Optional<String> provider =
        SettingNames.OTHER_PROVIDERS.stream().filter(section::has).findFirst();
    return provider.isEmpty() && section.has(SettingNames.ACCESS_KEY_ID)
        ? Optional.of(SettingNames.ACCESS_KEY_ID)
        : provider;
  }

  private Problem unserved(ProfileName requested, AwsConfig.Section end, String setting) {
    Located place = end.get(setting);
    String where = place == null ? config.file() : place.fault("").place();
    boolean direct = requested.equals(end.name());
    String start =
        direct
            ? "profile " + requested
            : "profile " + requested + " starts from profile " + end.name() + ", which";
    if (setting.equals(SettingNames.ACCESS_KEY_ID)) {
      return new Problem(
          ProblemCode.BAD_PROFILE,
          start + " keeps its key in plaintext (" + where + "): run jvc import to move it",
          "jvc import");
    }
    return Problem.of(
        ProblemCode.BAD_PROFILE,
        start
            + " uses "
            + setting
            + " ("
            + where
            + "), and jvc does not serve that: leave it to the AWS CLI");
  }
}
