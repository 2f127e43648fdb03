//! Good calls of every row about things that can be named, each in all the ways in which they can.

use serde_json::{Value, json};
use testkit::domaincontext::person;

use crate::estate::{Things, server, subject, with};

/// Arguments of a command about `things`, in all the ways in which they can be named.
pub fn calls(command: &str, things: &Things) -> Vec<Value> {
    let section = |word: &str| command.trim_start_matches("hdomain").starts_with(word);
    match command {
        "domainsCheck" => vec![json!({ "domains": things.name })],
        _ if command.ends_with("Search") || command == "serversGetList" => found(command, things),
        _ if command.starts_with("hdomain") => vec![zone(command, things)],
        _ if section("domain") => names(command, things),
        _ if section("host") => hosts(command, things),
        _ if section("contact") => people(command, things),
        _ if section("server") => servers(command, things),
        _ if section("certificate") => certificates(command, things),
        _ => clients(command, things),
    }
}

fn found(command: &str, things: &Things) -> Vec<Value> {
    let Things { login, account, .. } = things;
    match command {
        "domainsSearch" => vec![
            json!({ "client": login, "limit": "ALL", "show_dns": 1 }),
            json!({ "ids": things.name_id }),
            json!({ "domain": things.name }),
            json!({ "domains": things.name }),
            json!({ "domains": things.coming, "client": login }),
            json!({ "note": "private-note", "client": login }),
            json!({ "client": things.below }),
            json!({ "client": login, "count": 1 }),
        ],
        "hostsSearch" => vec![
            json!({ "ids": things.host_id }),
            json!({ "host": things.host }),
            json!({ "domain": things.name }),
            json!({ "domain_ids": things.name_id }),
            json!({ "client": login }),
            json!({ "client": login, "count": 1 }),
        ],
        "contactsSearch" => vec![
            json!({ "ids": things.contact }),
            json!({ "client": login }),
            json!({ "client": things.below, "count": 1 }),
            json!({ "client": login, "email": "private@elsewhere.example" }),
            json!({ "client": login, "name": "Ada" }),
        ],
        "serversSearch" => vec![
            json!({ "ids": things.server_id }),
            json!({ "servers": things.server }),
            json!({ "client": login }),
        ],
        "serversGetList" => vec![
            json!({ "ids": things.server_id }),
            json!({ "server": things.server }),
            json!({ "client": login }),
        ],
        "certificatesSearch" => vec![
            json!({ "id": things.certificate }),
            json!({ "remoteid": things.certificate_number }),
            json!({ "name": things.name }),
            json!({ "client": login }),
            json!({ "client_id": account }),
        ],
        _ => vec![json!({ "type": "svds" })],
    }
}

/// A record that could be.
pub fn record() -> Value {
    json!({ "name": "www", "type": "a", "value": "192.0.2.9", "no": 1, "ttl": 7200, "status": "new" })
}

fn zone(command: &str, things: &Things) -> Value {
    match command {
        "hdomainGetDNS" => json!({ "id": things.name_id }),
        _ => json!({ "id": things.name_id, "1": record() }),
    }
}

/// Something by its number, by its name, and by both.
fn either((number, id): (&str, i64), (word, name): (&str, &str), rest: &Value) -> Vec<Value> {
    [json!({ number: id }), json!({ word: name }), json!({ number: id, word: name })]
        .map(|which| with(which, rest.clone()))
        .into()
}

fn roles(contact: &Value) -> Value {
    json!({ "registrant": contact, "admin": contact, "tech": contact, "billing": contact })
}

fn names(command: &str, things: &Things) -> Vec<Value> {
    let Things { name, coming, .. } = things;
    let rest = match command {
        "domainRegister" => {
            let registers =
                |contact: Value| with(json!({ "domain": "fresh.com" }), roles(&contact));
            return vec![registers(json!(things.contact)), registers(json!(things.handle))];
        }
        "domainCheckTransfer" | "domainTransfer" => {
            return vec![json!({ "domain": name, "password": "wrong" })];
        }
        "domainApprovePreincoming" | "domainsRejectPreincoming" => {
            return vec![json!({ "domains": coming, "confirm_data": things.confirmation })];
        }
        "domainRenew" => {
            return vec![json!({ "domain": name, "period": 1, "expires": "2027-01-01" })];
        }
        "domainSetNSs" => json!({ "nss": "ns1.elsewhere.example, ns2.elsewhere.example" }),
        "domainSetNote" => json!({ "note": "Another note" }),
        "domainSetContacts" => roles(&json!(things.contact)),
        "domainSetDNS" => json!({ "1": record() }),
        "domainPush" => json!({ "sender": things.login, "receiver": "guarded" }),
        _ => json!({}),
    };
    let mut calls = either(("id", things.name_id), ("domain", name), &rest);
    calls.push(with(json!({ "id": things.coming_id }), rest.clone()));
    calls.push(with(json!({ "domain": coming }), rest));
    calls
}

fn hosts(command: &str, things: &Things) -> Vec<Value> {
    let Things { host, host_id, .. } = things;
    match command {
        "hostCreate" => vec![json!({ "host": format!("ns9.{}", things.name), "ips": "192.0.2.9" })],
        "hostUpdate" => either(("id", *host_id), ("host", host), &json!({ "ips": "192.0.2.9" })),
        _ => either(("id", *host_id), ("host", host), &json!({})),
    }
}

fn people(command: &str, things: &Things) -> Vec<Value> {
    let id = json!({ "id": things.contact });
    match command {
        "contactCreate" => vec![person("new@example.com")],
        "contactUpdate" => vec![with(person("new@example.com"), id)],
        "contactGetInfo" => vec![id, json!({ "id": things.handle })],
        _ => vec![id],
    }
}

fn clients(command: &str, things: &Things) -> Vec<Value> {
    let Things { login, account, .. } = things;
    match command {
        "clientCheck" => vec![json!({ "login": things.below, "password": "private-password" })],
        "clientCreate" => {
            let login = json!({ "login": "fresh", "password": "fresh-password", "seller": login });
            vec![with(person("fresh@example.com"), login)]
        }
        "clientGetBalance" | "clientGetPrices" => {
            let mut calls = either(("id", *account), ("client", login), &json!({}));
            calls.push(json!({ "id": things.below_id }));
            calls.push(json!({ "client": things.below }));
            calls
        }
        "tariffsGetAvailable" => {
            vec![json!({ "seller": login }), json!({ "seller": things.below, "type": "domain" })]
        }
        "tariffGetInfo" => vec![json!({ "id": 601 })],
        _ => panic!("no good call of {command}"),
    }
}

fn servers(command: &str, things: &Things) -> Vec<Value> {
    let rest = match command {
        "serverBuy" => return vec![server()],
        "serverRenew" => json!({ "amount": 1 }),
        "serverResetup" => json!({ "osimage": "debian12x64" }),
        _ => json!({}),
    };
    either(("id", things.server_id), ("server", &things.server), &rest)
}

fn certificates(command: &str, things: &Things) -> Vec<Value> {
    let Things { login, account, contact, name, .. } = things;
    let rest = match command {
        "certificateGenerateCSR" | "certificateGenerateCsr" => {
            return either(("client_id", *account), ("client", login), &subject("fresh.com"));
        }
        "certificateDecodeCSR" | "certificateDecodeCsr" => {
            return vec![json!({ "csr": things.request })];
        }
        "certificateGetWebserverTypes" => return vec![json!({})],
        "certificatePurchase" => {
            let product = json!({ "product": "dv_single" });
            return either(("client_id", *account), ("client", login), &product);
        }
        "certificateIssue" | "certificateReissue" => json!({
            "admin_id": contact, "tech_id": contact, "dcv_method": "dns",
            "csr": things.request,
        }),
        "certificateCancel" => json!({ "reason": "Not needed" }),
        "certificateRenew" => json!({ "expires": "2027-01-01" }),
        "certificateChangeValidation" => {
            json!({ "dcv_method": "email", "approver_email": format!("admin@{name}") })
        }
        _ => json!({}),
    };
    vec![with(json!({ "id": things.certificate }), rest)]
}
