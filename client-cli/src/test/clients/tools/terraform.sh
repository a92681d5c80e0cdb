# Initialises a backend of Terraform's in a bucket; nothing is fetched, because no provider is named.
set -e
folder=$(mktemp -d "$HOME/terraform.XXXXXX")
cp "$(dirname "$0")/main.tf" "$folder/"
export TF_IN_AUTOMATION=1 TF_CLI_CONFIG_FILE=/dev/null
"$1" -chdir="$folder" init -no-color -input=false -backend-config="bucket=$BUCKET" \
  -backend-config="endpoints={s3=\"$BUCKETS\",sts=\"$AWS_ENDPOINT_URL_STS\"}"
