# Builds jvc from source with the JDK and the Maven of nixpkgs.
{
  lib,
  maven,
  jdk25,
  src,
}:
maven.buildMavenPackage {
  pname = "jvc";
  version = "0.1.0";
  inherit src;

  mvnJdk = jdk25;
  # Of all that Maven fetches; packaging/maven-hash prints it.
  mvnHash = "sha256-bfzLZg6Y7Vy7oRaF9PcHMH2/vMpPREXXlqEBkx12kfU=";
  mvnParameters = "-DskipTests";

  # The programs are run once while they are built, against an AWS on loopback.
  __darwinAllowLocalNetworking = true;
  # A changed runtime would not fit the start-up caches.
  dontStrip = true;

  # The start-up caches fit their jars by size and time, and the store gives every file the time 1.
  installPhase = ''
    runHook preInstall
    export SOURCE_DATE_EPOCH=1 HOME=$TMPDIR
    sh packaging/stage ${jdk25.home} "$PWD" "$PWD/stage"
    mkdir -p $out/share/bash-completion/completions $out/share/zsh/site-functions $out/share/fish/vendor_completions.d
    cp -Rp stage/bin stage/lib $out/
    cp -R stage/share/man $out/share/man
    cp stage/share/completions/jvc.bash $out/share/bash-completion/completions/jvc
    cp stage/share/completions/jvc.zsh $out/share/zsh/site-functions/_jvc
    cp stage/share/completions/jvc.fish $out/share/fish/vendor_completions.d/jvc.fish
    runHook postInstall
  '';

  meta = {
    description = "AWS credentials on a developer's machine: one login a day, short-lived keys everywhere";
    license = lib.licenses.asl20;
    mainProgram = "jvc";
    platforms = lib.platforms.linux ++ lib.platforms.darwin;
  };
}
