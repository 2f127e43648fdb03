//! Filters of lists, alone and by pairs: each is answered, finds a part of what there is, and is counted as
//! it shows.

use serde_json::{Map, Value, json};
use testkit::World;
use testkit::domaincontext::Account;
use testkit::world::on_each_engine;

use crate::catalogue;
use crate::estate::{Things, founded};

/// Arguments of lists that choose no rows.
const NO_FILTERS: [&str; 9] =
    ["orderby", "limit", "total", "page", "count", "select", "view", "show_dns", "show_fw_park"];

/// A value that fits something, and one that fits nothing.
fn values(command: &str, filter: &str, things: &Things) -> [Value; 2] {
    let (fits, fails) = match (command, filter) {
        (_, "client") => (json!(things.login), json!("guarded")),
        (_, "seller") => (json!("seller"), json!("main")),
        (_, "client_id") => (json!(things.account), json!(1)),
        ("domainsSearch", "ids") | (_, "domain_ids") => (json!(things.name_id), json!(77_777)),
        ("domainsSearch", "domain") => (json!("shoes"), json!("boots")),
        ("domainsSearch", "domains") => (json!([things.name, things.coming]), json!("boots.com")),
        ("domainsSearch", "note") => (json!(["private", "x"]), json!("public")),
        ("domainsSearch", "state") => (json!("ok"), json!("preincoming")),
        ("domainsSearch", "dns") => (json!("own"), json!("other")),
        ("hostsSearch", "ids") => (json!(things.host_id), json!(77_777)),
        ("hostsSearch", "host") => (json!("ns1"), json!("ns7")),
        ("hostsSearch", "domain") => (json!(things.name), json!("boots.com")),
        ("hostsSearch", "note") => (json!("private"), json!("public")),
        ("contactsSearch", "ids") => (json!(things.contact), json!(77_777)),
        ("contactsSearch", "name") => (json!("Ada"), json!("Grace")),
        ("contactsSearch", "email") => (json!("elsewhere.example"), json!("nowhere.example")),
        ("serversSearch" | "serversGetList", "ids") => (json!(things.server_id), json!(77_777)),
        ("serversSearch", "servers") | (_, "server") => (json!(things.server), json!("svds777")),
        ("serversSearch", "note") => (json!("private"), json!("public")),
        ("serversSearch", "states") => (json!(["ok", "new"]), json!(["blocked", "deleted"])),
        ("certificatesSearch", _) => return certificates(filter, things),
        _ => panic!("{command} has a new filter: {filter}"),
    };
    [fits, fails]
}

fn certificates(filter: &str, things: &Things) -> [Value; 2] {
    let (fits, fails) = match filter {
        "id" => (json!(things.certificate), json!(77_777)),
        "remoteid" => (json!(things.certificate_number), json!("none")),
        "parent_id" => (json!(1), json!(77_777)),
        "is_parent" | "show_chain" | "show_new" => (json!(1), json!(0)),
        "type_id" | "product_id" | "object_id" => (json!(601), json!(602)),
        "state_id" => (json!(2), json!(7)),
        "seller_id" => (json!(1), json!(77_777)),
        "name" => (json!(things.name), json!("boots.com")),
        "type" => (json!("dv_single"), json!("dv_multi")),
        "type_label" => (json!("Nameyard DV"), json!("None")),
        "state" => (json!("pending"), json!("deleted")),
        "amount" => (json!(1), json!(2)),
        "begins" => (json!("2026-01-01"), json!("2026-02-28")),
        "expires" => (json!("2027-01-01"), json!("2027-02-28")),
        _ => panic!("certificatesSearch has a new filter: {filter}"),
    };
    [fits, fails]
}

/// Rows that are found, and that there are as many as are counted.
async fn found(account: &Account, command: &str, filters: &Map<String, Value>) -> Vec<Value> {
    let reply = account.posts(command, Value::Object(filters.clone())).await;
    let filters = || Value::Object(filters.clone());
    let rows = reply.json.as_array().cloned();
    let rows = rows.unwrap_or_else(|| panic!("{command} {}: {}", filters(), reply.text));
    if command.ends_with("Search") && command != "certificatesSearch" {
        let mut counted = filters();
        counted["count"] = json!(1);
        let count = account.posts(command, counted).await;
        assert_eq!(count.json, json!(rows.len()), "{command} {}: {}", filters(), count.text);
    }
    rows
}

#[tokio::test(flavor = "multi_thread")]
async fn filters_find_parts_of_what_there_is() {
    on_each_engine("2026-01-01", every_pair_of_filters).await;
}

async fn every_pair_of_filters(world: World) {
    let estate = founded(&world, "main", "my-").await;
    founded(&world, "other", "own-").await;
    let mut pairs = 0;
    for command in [
        "domainsSearch",
        "hostsSearch",
        "contactsSearch",
        "serversSearch",
        "certificatesSearch",
        "serversGetList",
    ] {
        let catalogue = catalogue::read();
        let filters = catalogue.row(command).plain_params().map(|param| param.name.as_str());
        let filters = filters.filter(|name| !NO_FILTERS.contains(name));
        let filters = filters
            .flat_map(|name| values(command, name, &estate.things).map(|value| (name, value)));
        let filters: Vec<(&str, Value)> = filters.collect();
        let account = world.account("seller");
        let all = found(&account, command, &Map::new()).await;
        let alone = async |(name, value): &(&str, Value)| {
            let one: Map<String, Value> =
                [((*name).to_owned(), value.clone())].into_iter().collect();
            found(&account, command, &one).await
        };
        let mut singles = Vec::new();
        for filter in &filters {
            let rows = alone(filter).await;
            assert!(rows.iter().all(|row| all.contains(row)), "{command} {filter:?}: {rows:?}");
            singles.push(rows);
        }
        for (first, one) in filters.iter().enumerate() {
            for (second, other) in filters.iter().enumerate().skip(first + 1) {
                if one.0 == other.0 {
                    continue;
                }
                let both = [one, other].map(|(name, value)| ((*name).to_owned(), value.clone()));
                let rows = found(&account, command, &both.into_iter().collect()).await;
                let expected = singles[first].iter().filter(|row| singles[second].contains(row));
                assert_eq!(
                    rows.iter().collect::<Vec<_>>(),
                    expected.collect::<Vec<_>>(),
                    "{command} {one:?} {other:?}"
                );
                pairs += 1;
            }
        }
    }
    assert!(pairs > 1_000, "{pairs}");
}
