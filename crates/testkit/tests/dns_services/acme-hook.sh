#!/bin/sh
# Proves to a certificate authority that a name is ours (ACME, DNS-01): puts a TXT record into the zone
# that the name lies in, and takes it out again. Needs curl, grep, sed and tr.
#
#   acme-hook.sh add    <name> <token>
#   acme-hook.sh remove <name> <token>
#
# DNS_URL       where the API is
# DNS_USER      e-mail address of the account
# DNS_PASSWORD  its password
# DNS_AUTH      bearer (signs in first) or basic (sends the password with every call)
set -eu

action=$1
name=$2
token=$3
label="_acme-challenge.$name"

fail() {
    echo "acme-hook: $1" >&2
    exit 1
}

# A call: method, path, and a JSON body where there is one.
call() {
    if [ "$DNS_AUTH" = basic ]; then
        set -- "$@" -u "$DNS_USER:$DNS_PASSWORD"
    else
        set -- "$@" -H "Authorization: Bearer $access"
    fi
    method=$1
    path=$2
    shift 2
    curl -sS -f -X "$method" "$@" "$DNS_URL$path"
}

# The value of a key in one flat JSON object: key, object.
value() {
    printf '%s' "$2" | sed -n "s/.*\"$1\":\"\{0,1\}\([^\",}]*\).*/\1/p"
}

# The records of the zone that are ours, one in a line. Their id comes first.
records() {
    call GET "/service/$service/dns/$zone" |
        grep -o '{"id":"[^}]*}' |
        grep -F -e '"type":"TXT"' |
        grep -F -e '"name":"_acme-challenge' |
        grep -F -e "$token" || true
}

if [ "$DNS_AUTH" != basic ]; then
    pair=$(curl -sS -f -X POST "$DNS_URL/login" \
        --data-urlencode "username=$DNS_USER" --data-urlencode "password=$DNS_PASSWORD")
    access=$(value token "$pair")
    [ -n "$access" ] || fail "no token"
fi

# The longest zone that the name lies in.
zones=$(call GET /dns | grep -o '{"domain_id":"[0-9]*","name":"[^"]*","service_id":"[0-9]*"}')
suffix=$name
while :; do
    found=$(printf '%s\n' "$zones" | grep -F -e "\"name\":\"$suffix\"" || true)
    [ -z "$found" ] || break
    case $suffix in
    *.*) suffix=${suffix#*.} ;;
    *) fail "no zone for $name" ;;
    esac
done
zone=$(value domain_id "$found")
service=$(value service_id "$found")

case $action in
add)
    body="{\"name\":\"$label\",\"ttl\":60,\"priority\":0,\"type\":\"TXT\",\"content\":\"$token\"}"
    call POST "/service/$service/dns/$zone/records" \
        -H 'Content-Type: application/json' -d "$body" >/dev/null
    [ -n "$(records)" ] || fail "the record is not in the zone"
    ;;
remove)
    ids=$(records | sed 's/^{"id":"\([0-9]*\)".*/\1/')
    [ -n "$ids" ] || fail "no such record"
    for id in $ids; do
        call DELETE "/service/$service/dns/$zone/records/$id" >/dev/null
    done
    ;;
*) fail "add or remove?" ;;
esac
