# A Homebrew formula that builds jvc from source. In a tap: brew install OWNER/TAP/jvc
class Jvc < Formula
  desc "AWS credentials on a developer's machine: one login a day, short-lived keys everywhere"
  homepage "https://jvc.invalid"
  license "Apache-2.0"
  # A release fills in url and sha256 of its source archive; until then it builds a checkout: the one it lies in, or that is named.
  head ENV.fetch("HOMEBREW_JVC_CHECKOUT", File.expand_path("..", __dir__)), using: :git

  depends_on "openjdk@25" => :build
  uses_from_macos "curl"

  def install
    ENV["JAVA_HOME"] = Formula["openjdk@25"].opt_prefix
    ENV["JAVA_HOME"] = "#{ENV["JAVA_HOME"]}/libexec/openjdk.jdk/Contents/Home" if OS.mac?
    ENV["SOURCE_DATE_EPOCH"] = time.to_i.to_s
    system "./mvnw", "-B", "-q", "package", "-DskipTests"
    system "packaging/stage", ENV["JAVA_HOME"], buildpath, buildpath/"stage"

    cd "stage" do
      bin.install "bin/jvc", "bin/jvcd"
      (lib/"jvc").install Dir["lib/jvc/*"]
      man1.install Dir["share/man/man1/*"]
      bash_completion.install "share/completions/jvc.bash" => "jvc"
      zsh_completion.install "share/completions/jvc.zsh" => "_jvc"
      fish_completion.install "share/completions/jvc.fish"
    end
  end

  def caveats
    <<~CAVEATS
      To have the daemon start with your session:
        jvc daemon install
    CAVEATS
  end

  test do
    assert_match "jvc #{version}", shell_output("#{bin}/jvc --version") unless build.head?
    assert_match "the daemon is not running", shell_output("#{bin}/jvc daemon stop 2>&1")
  end
end
