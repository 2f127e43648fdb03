//! The shipped rulebook loads, and every inconsistent variation is refused by name.

use std::path::Path;

use model::error::PriceAction;
use model::time::{Days, Years};
use model::tld::Silence;

use super::*;

const ONE_FAMILY: &str = r#"
[family]
uses_auth_code = true
starts_locked = true
silence = "approves"
transfer_adds = 1
transfer_lock = 60
transfer_window = 5
registration_years = [1, 10]
longest = 10
nameservers = [2, 13]
suspend_after = 5
redemption_after = 10
delete_after = 40
add_grace = 5
redemption = 30
pending_delete = 5
unlock_grace = 5
cost = { currency = "ZAR", registration = "1.00", renewal = "2.00", transfer = "3.00", redemption = "4.00", premium = "5.00" }

[[tld]]
name = "shop"
"#;
const ONE_GROUP: &str = "[[group]]\nname = \"Common\"\ntlds = [\"shop\"]\n";

fn read(family: &str, groups: &str) -> Result<(Rulebook, PriceBook), String> {
    assemble(&[("shops.toml", family), (GROUPS, groups)])
}

#[test]
fn the_shipped_rulebook_loads_with_its_groups_in_order() {
    let (book, prices) = embedded().unwrap();
    let names: Vec<&str> = book.groups().iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Common", "New GTLD", "Generic", "Country", "Mobile", "More"]);
    assert_eq!(book.groups()[0].1[..3], ["co.za", "com", "org"]);
    assert_eq!(book.groups()[4].1, ["mobi"]);
    assert!(book.tlds().all(|rules| prices.get(&rules.tld).is_some()));
    let grouped: usize = book.groups().iter().map(|(_, tlds)| tlds.len()).sum();
    assert_eq!(grouped, book.tlds().count());
}

#[test]
fn the_shipped_rules_say_what_the_registries_do() {
    let (book, prices) = embedded().unwrap();
    let (za, com) = (book.get("co.za").unwrap(), book.get("com").unwrap());
    assert_eq!((za.uses_auth_code, za.starts_locked, za.silence), (false, false, Silence::Rejects));
    assert_eq!((za.transfer_adds, za.transfer_lock), (Years(0), Days(0)));
    assert_eq!(
        (com.uses_auth_code, com.starts_locked, com.silence),
        (true, true, Silence::Approves)
    );
    assert_eq!((com.transfer_adds, com.transfer_lock), (Years(1), Days(60)));
    assert!(book.get("joburg").unwrap().uses_auth_code);
    assert_eq!(prices.get("co.za").unwrap().minor, [6_000, 6_000, 0, 25_000, 30_000]);
    assert!(prices.get("shop").is_none());
}

#[test]
fn the_folder_holds_exactly_what_is_embedded() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rulebook");
    let (read, _) = from_folder(&folder).unwrap();
    let (embedded, _) = embedded().unwrap();
    assert!(read.tlds().eq(embedded.tlds()));
    assert_eq!(read.groups(), embedded.groups());
}

#[test]
fn an_extension_overrides_its_family() {
    let own = format!("{ONE_FAMILY}longest = 3\nregistration_years = [1, 2]\n");
    let (book, prices) = read(&own, ONE_GROUP).unwrap();
    assert_eq!(book.get("shop").unwrap().longest, Years(3));
    assert_eq!(book.get("shop").unwrap().group, "Common");
    assert_eq!(prices.get("shop").unwrap().of(PriceAction::Premium).minor, 500);
}

#[test]
fn each_inconsistency_is_refused_by_file_extension_and_key() {
    let variations = [
        ("registration_years = [5, 1]", "registration years"),
        ("registration_years = [0, 1]", "registration years"),
        ("longest = 9", "registration years"),
        ("nameservers = [3, 2]", "nameservers"),
        ("nameservers = [2, 14]", "nameservers"),
        ("suspend_after = 11", "suspension"),
        ("delete_after = 10", "suspension"),
        ("transfer_window = 0", "transfer"),
        ("transfer_window = -1", "transfer_window"),
        ("silence = \"maybe\"", "silence"),
        ("longest = \"ten\"", "longest"),
        ("colour = \"red\"", "colour"),
        ("cost = { currency = \"ZAR\" }", "registration"),
    ];
    for (line, key) in variations {
        let refusal = read(&format!("{ONE_FAMILY}{line}\n"), ONE_GROUP).unwrap_err();
        assert!(refusal.starts_with("shops.toml: .shop: "), "{line}: {refusal}");
        assert!(refusal.contains(key), "{line}: {refusal}");
    }
}

#[test]
fn the_shipped_rules_ask_what_the_registries_do() {
    let (book, _) = embedded().unwrap();
    let required = |tld: &str| {
        let fields = book.get(tld).unwrap().fields.iter().filter(|field| field.required);
        fields.map(|field| field.resource.as_str()).collect::<Vec<_>>()
    };
    for tld in ["com.au", "net.au", "org.au", "id.au", "au"] {
        assert_eq!(required(tld), ["eligibility-type", "registrant-id"], "{tld}");
    }
    assert_eq!(required("ru"), ["registrant-type", "document"]);
    for tld in ["com", "net", "org", "co.za"] {
        assert_eq!(book.get(tld).unwrap().fields, [], "{tld}");
    }
    crate::shelf::embedded().unwrap().stands_beside(&book).unwrap();
}

#[test]
fn a_number_of_the_shelf_is_not_one_of_the_rulebook() {
    let shelf = crate::shelf::embedded().unwrap();
    for (fields, what) in [
        (r#"{ id = 1618, title = "", key = "a", kind = "input" }"#, "field 1618"),
        (
            r#"{ id = 1, title = "", key = "a", kind = "select", items = [{ id = 10330, title = "" }] }"#,
            "item 10330",
        ),
    ] {
        let (book, _) = read(&format!("{ONE_FAMILY}fields = [{fields}]\n"), ONE_GROUP).unwrap();
        assert!(shelf.stands_beside(&book).unwrap_err().starts_with(what));
    }
}

#[test]
fn fields_that_do_not_fit_are_refused() {
    let field = |more: &str| format!(r#"{{ id = 1, title = "One", key = "one", {more} }}"#);
    let input = field(r#"kind = "input""#);
    for (fields, key) in [
        (field(r#"kind = "quantity""#), "quantity"),
        (field(r#"kind = "select""#), "items of a field"),
        (field(r#"kind = "checkbox", items = []"#), "items of a field"),
        (field(r#"kind = "input", items = [{ id = 2, title = "Two" }]"#), "items of a field"),
        (field(r#"kind = "input", colour = "red""#), "colour"),
        (format!("{input}, {input}"), "same key"),
        (format!("{input}, {}", input.replace("\"one\"", "\"two\"")), "has the number 1"),
        (
            field(r#"kind = "select", items = [{ id = 2, title = "" }, { id = 2, title = "" }]"#),
            "has the number 2",
        ),
    ] {
        let refusal = read(&format!("{ONE_FAMILY}fields = [{fields}]\n"), ONE_GROUP).unwrap_err();
        assert!(refusal.starts_with("shops.toml: .shop: "), "{fields}: {refusal}");
        assert!(refusal.contains(key), "{fields}: {refusal}");
    }
}

#[test]
fn extensions_may_ask_the_same_and_not_something_else_under_the_same_number() {
    let family = |own: &str| {
        let fields = r#"fields = [{ id = 1, title = "One", key = "one", kind = "input" }]"#;
        let shared = ONE_FAMILY.replace("[[tld]]", &format!("{fields}\n[[tld]]"));
        format!("{shared}\n[[tld]]\nname = \"toys\"\n{own}")
    };
    let both = ONE_GROUP.replace("[\"shop\"]", "[\"shop\", \"toys\"]");
    assert!(read(&family(""), &both).is_ok());
    assert!(read(&family("fields = []"), &both).is_ok());
    let other = r#"fields = [{ id = 1, title = "Uno", key = "one", kind = "input" }]"#;
    let refusal = read(&family(other), &both).err().unwrap();
    assert_eq!(refusal, "groups.toml: .toys: another field has the number 1");
}

#[test]
fn a_price_that_is_no_amount_is_refused_by_its_key() {
    let replaced = [
        ("\"3.00\"", "\"3.005\"", "cost.transfer"),
        ("\"4.00\"", "\"-4.00\"", "cost.redemption"),
        ("\"ZAR\"", "\"XZZ\"", "cost.currency"),
    ];
    for (old, new, key) in replaced {
        let refusal = read(&ONE_FAMILY.replace(old, new), ONE_GROUP).unwrap_err();
        assert!(refusal.starts_with("shops.toml: .shop: "), "{refusal}");
        assert!(refusal.contains(key), "{refusal}");
    }
}

#[test]
fn a_key_that_nobody_states_is_missed_by_name() {
    let refusal = read(&ONE_FAMILY.replace("add_grace = 5\n", ""), ONE_GROUP).unwrap_err();
    assert!(refusal.starts_with("shops.toml: .shop: "), "{refusal}");
    assert!(refusal.contains("add_grace"), "{refusal}");
}

#[test]
fn groups_and_entries_must_agree() {
    let refused = |groups: &str| read(ONE_FAMILY, groups).err().unwrap();
    let twice = ONE_GROUP.replace("[\"shop\"]", "[\"shop\", \"shop\"]");
    let unknown = ONE_GROUP.replace("[\"shop\"]", "[\"shop\", \"toys\"]");
    let empty = ONE_GROUP.replace("[\"shop\"]", "[]");
    assert_eq!(refused(&twice), "groups.toml: .shop: stands twice");
    assert_eq!(refused(&unknown), "groups.toml: .toys: no file has an entry for it");
    assert_eq!(refused(&empty), "groups.toml: .shop: has an entry and stands in no group");
    let again = format!("{ONE_FAMILY}\n[[tld]]\nname = \"shop\"\n");
    assert_eq!(read(&again, ONE_GROUP).err().unwrap(), "shops.toml: .shop: stands twice");
}
