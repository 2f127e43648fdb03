//! What clients of dns.services send to its shop, its services and its zones.

use dialects::dns_services::answers::{FormAnswer, FormAnswers};
use dialects::dns_services::cart::order_multiple::OrderMultiple;
use dialects::dns_services::cart::order_product::OrderProduct;
use dialects::dns_services::cart::quote::{Output, QuoteOrder};
use dialects::dns_services::service::cancel::CancelService;
use dialects::dns_services::service::upgrade::UpgradeService;
use dialects::dns_services::zone::content::RecordContent;
use dialects::dns_services::zone::create_record::CreateRecord;
use dialects::dns_services::zone::update_record::UpdateRecord;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wire::{DecodeError, Loose, Node};

fn try_read<T: DeserializeOwned>(json: &str) -> Result<T, DecodeError> {
    serde_json::from_str::<Node>(json).unwrap().decode()
}

fn read<T: DeserializeOwned>(json: &str) -> T {
    try_read(json).unwrap_or_else(|error| panic!("{json}: {error}"))
}

fn written<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap()
}

fn numbers<T: Copy>(numbers: &[Option<Loose<T>>]) -> Vec<Option<T>> {
    numbers.iter().map(|number| number.map(|number| number.0)).collect()
}

#[test]
fn a_product_is_ordered_with_quantities_by_item() {
    let sent = concat!(
        r#"{"product_id":333,"domain":"example.com","cycle":"m","pay_method":"1","#,
        r#""custom":{"1618":{"10330":1}},"addon":[31],"addon_cycles":{"31":"q"},"#,
        r#""promocode":"T346F","aff_id":55}"#,
    );
    let order: OrderProduct = read(sent);
    assert_eq!(numbers(&[order.pay_method, order.aff_id]), [Some(1), Some(55)]);
    assert_eq!(written(&order.custom), r#"{"1618":{"10330":"1"}}"#);
    assert_eq!(order.addon.get("31"), Some(&FormAnswer::Value("1".to_owned())));
    assert_eq!(order.addon_cycles.get("31"), Some(&FormAnswer::Value("q".to_owned())));

    let order: OrderProduct = read(r#"{"product_id":"333"}"#);
    assert!(order.custom.is_empty());
    assert_eq!(written(&order), r#"{"product_id":333}"#);
}

#[test]
fn a_cart_holds_products_and_names_with_numbers_in_either_form() {
    let sent = concat!(
        r#"{"pay_method":1,"ignore_errors":"No error","items":["#,
        r#"{"type":"product","product_id":1080,"domain":"example.com","cycle":"a"},"#,
        r#"{"type":"domain","tld_id":"6","name":"example.com","action":"transfer","years":"1","#,
        r#""epp":"k","nameservers":["ns1.example.net"],"registrant":"4","admin":4,"tech":4,"#,
        r#""billing":4,"data":{"1755":"AFR"},"promocode":"T346F"},"#,
        r#"{"type":"domain","domain_id":1002,"action":"renew","years":1},"#,
        r#"{"type":"boat"}],"aff_id":55,"promocode":"T346F"}"#,
    );
    let order: OrderMultiple = read(sent);
    assert!(!order.ignore_errors.0);
    assert_eq!(order.promocode.as_deref(), Some("T346F"));
    let kinds: Vec<_> = order.items.iter().map(|item| item.r#type.as_deref().unwrap()).collect();
    assert_eq!(kinds, ["product", "domain", "domain", "boat"]);
    let [product, transfer, renewal, _] = order.items.as_slice() else { panic!("four were sent") };
    assert_eq!(product.product_id, Some(Loose(1080)));
    let contacts = [transfer.registrant, transfer.admin, transfer.tech, transfer.billing];
    assert_eq!(contacts, [Some(Loose(4)); 4]);
    assert_eq!((transfer.tld_id, transfer.years), (Some(Loose(6)), Some(Loose(1))));
    assert_eq!(transfer.data.get("1755"), Some(&FormAnswer::Value("AFR".to_owned())));
    assert!(!transfer.nameservers.is_default() && renewal.nameservers.is_default());
    assert_eq!((renewal.domain_id, renewal.years), (Some(Loose(1002)), Some(Loose(1))));

    let again: OrderMultiple = read(&written(&order));
    assert_eq!(again.items, order.items);
}

#[test]
fn a_cart_goes_on_without_what_is_wrong_only_when_clearly_told_to() {
    for (word, goes_on) in [("true", true), ("\"1\"", true), ("\"No error\"", false), ("0", false)]
    {
        let order: OrderMultiple = read(&format!(r#"{{"ignore_errors":{word},"items":[]}}"#));
        assert_eq!(order.ignore_errors.0, goes_on, "{word}");
    }
}

#[test]
fn a_quote_says_as_much_as_it_is_asked_for() {
    let quote: QuoteOrder = read(r#"{"output":"full","items":[],"ignore_errors":true}"#);
    assert_eq!(quote.output, Some(Output::Full));
    assert_eq!(read::<QuoteOrder>(r#"{"output":"","items":[]}"#).output, None);
    let error = try_read::<QuoteOrder>(r#"{"output":"long","items":[]}"#).unwrap_err();
    assert_eq!(error.field, "output");
}

#[test]
fn an_upgrade_is_ordered_only_when_clearly_said() {
    let sent =
        r#"{"id":301,"resources":{"1557":"10103","1558":4,"1559":{"9953":2}},"send":"true"}"#;
    let upgrade: UpgradeService = read(sent);
    assert!(upgrade.send.0);
    let read_as = r#"{"1557":"10103","1558":"4","1559":{"9953":"2"}}"#;
    assert_eq!(written(&upgrade.resources), read_as);
    let estimate: UpgradeService = read(r#"{"id":301,"package":"334","send":"sendValue"}"#);
    assert!(!estimate.send.0);
    assert_eq!(estimate.package, Some(Loose(334)));
    assert!(try_read::<FormAnswers>("\"resourcesValue\"").is_err());
}

#[test]
fn an_end_is_asked_for_in_words_or_as_a_flag() {
    for (sent, immediate) in [("\"true\"", true), ("false", false), ("\"false\"", false)] {
        let cancel: CancelService = read(&format!(r#"{{"id":301,"immediate":{sent}}}"#));
        assert_eq!(cancel.immediate.map(|flag| flag.0), Some(immediate), "{sent}");
    }
    assert!(try_read::<CancelService>(r#"{"id":301,"immediate":"immediateValue"}"#).is_err());
}

#[test]
fn a_record_is_sent_in_text_or_in_parts() {
    let place = r#""service_id":"292","zone_id":"1178""#;
    let parts = r#""name":"_sip._tcp.example.com","ttl":3600,"priority":10,"type":"SRV""#;
    for content in [r#"[10,5060,"vc01.example.com"]"#, r#""10 5060 vc01.example.com""#] {
        let record: CreateRecord = read(&format!(r#"{{{place},{parts},"content":{content}}}"#));
        assert_eq!(record.content.to_text(), "10 5060 vc01.example.com");
    }
    let record: CreateRecord =
        read(&format!(r#"{{{place},"type":"TXT","content":"token","ttl":"600"}}"#));
    assert_eq!((record.ttl, record.name.as_deref()), (Some(Loose(600)), None));

    let record: UpdateRecord =
        read(&format!(r#"{{{place},"record_id":"None","content":"192.0.2.2","priority":"0"}}"#));
    assert_eq!((record.record_id.as_str(), record.priority), ("None", Some(Loose(0))));
    assert_eq!(record.content, Some(RecordContent::Text("192.0.2.2".to_owned())));
}
