# Sourced by bin/demo and bench/run: a throw-away home with an offline AWS, in bash.

# Makes the home and starts the sandbox; sets home, aws_endpoint and the environment that every program needs.
jvc_offline_start() {
  home=$(mktemp -d "/tmp/jvc-$1.XXXXXX")
  trap jvc_offline_end EXIT
  trap 'exit 130' INT TERM

  # Nothing of the person's environment that AWS clients, jvc or Java would look at.
  local name
  for name in $(compgen -e | grep -E '^(AWS_|JVC_|XDG_|JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|_JAVA_OPTIONS|.*_PROXY$|.*_proxy$)' || true); do
    unset "$name"
  done
  export HOME=$home XDG_CONFIG_HOME=$home/config XDG_DATA_HOME=$home/data XDG_STATE_HOME=$home/state XDG_RUNTIME_DIR=$home/run
  export PATH=$root/bin:$clients/bin:$PATH
  mkdir -m 700 "$XDG_RUNTIME_DIR"
  mkdir -p "$HOME/.aws" "$XDG_CONFIG_HOME/jvc"

  "$root/bin/sandbox" --ready-file "$home/sandbox.ready" >"$home/sandbox.log" 2>&1 &
  sandbox_pid=$!
  local tries=400
  until [ -s "$home/sandbox.ready" ]; do
    if ! kill -0 "$sandbox_pid" 2>/dev/null || [ $((tries -= 1)) = 0 ]; then
      cat "$home/sandbox.log" >&2
      exit 1
    fi
    sleep 0.05
  done
  aws_endpoint=$(cat "$home/sandbox.ready")
  export AWS_ENDPOINT_URL_STS=$aws_endpoint

  # Never the person's own password manager, which auto may mean.
  printf 'listen: { port: 0 }\nstore: file\n' >"$XDG_CONFIG_HOME/jvc/jvc.yaml"
  cat >"$HOME/.aws/config" <<'CONFIG'
[default]
region = eu-west-2
[profile personal]
region     = eu-west-2
mfa_serial = arn:aws:iam::111122223333:mfa/me
role_arn   = arn:aws:iam::111122223333:role/Developer
CONFIG
}

# One member of one of the sandbox's JSON answers, such as: jvc_offline_ask keys/me accessKeyId
jvc_offline_ask() {
  "$clients/bin/python" - "$aws_endpoint/_sandbox/$1" "${@:2}" <<'PYTHON'
import json, sys, urllib.request
value = json.load(urllib.request.urlopen(sys.argv[1]))
for name in sys.argv[2:]:
    value = value[name]
print(value)
PYTHON
}

# Stores the sandbox user's key under $1, or personal; through the environment: in no argument and no history.
jvc_offline_add() {
  key_id=$(jvc_offline_ask keys/me accessKeyId)
  AWS_ACCESS_KEY_ID=$key_id AWS_SECRET_ACCESS_KEY=$(jvc_offline_ask keys/me secretAccessKey) \
    JVC_FILE_PASSPHRASE='correct horse' jvc add "${1:-personal}" --env --quiet
}

# Logs in to $1, or personal, with the next unused code of the sandbox user's MFA device, on standard input.
jvc_offline_login() {
  jvc_offline_ask mfa/me code | JVC_FILE_PASSPHRASE='correct horse' jvc login "${1:-personal}" --quiet
}

jvc_offline_end() {
  local status=$?
  # The key of the kept login lies outside the home, in the kernel's keyring.
  jvc lock >/dev/null 2>&1 || true
  jvc daemon stop >/dev/null 2>&1 || true
  [ -z "${sandbox_pid:-}" ] || kill "$sandbox_pid" 2>/dev/null || true
  wait 2>/dev/null || true
  if [ "$status" != 0 ] && [ -f "$home/state/jvc/jvcd.log" ]; then
    echo "The daemon's log:" >&2
    cat "$home/state/jvc/jvcd.log" >&2
  fi
  rm -rf "$home"
  exit "$status"
}
