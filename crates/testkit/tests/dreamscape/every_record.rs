//! The calls about records, each for records of every type: in the zones of names, and in those that
//! were bought.

use serde_json::{Value, json};

use crate::every_call::{NAME, Tour};
use crate::people::{id, with};

/// What an order for a record says, type by type, and what is said to change it.
fn records(name: &str) -> [(Value, Value); 9] {
    [
        (
            json!({ "type": "A", "subdomain": "www", "content": "192.0.2.1" }),
            json!({ "content": "192.0.2.2" }),
        ),
        (
            json!({ "type": "AAAA", "subdomain": "", "content": "2001:db8::1" }),
            json!({ "subdomain": "six" }),
        ),
        (
            json!({ "type": "TXT", "subdomain": "note", "content": "on a walk" }),
            json!({ "content": "back" }),
        ),
        (
            json!({ "type": "CNAME", "subdomain": "shop", "content": "shops.example.net" }),
            json!({ "subdomain": "store" }),
        ),
        (
            json!({ "type": "MX", "subdomain": "", "content": "mail.example.net", "priority": 10 }),
            json!({ "priority": 20 }),
        ),
        (
            json!({ "type": "CAA", "flag": 0, "tag": "issue", "value": "ca.example.net" }),
            json!({ "flag": 128, "tag": "issuewild", "value": "other.example.net" }),
        ),
        (
            json!({
                "type": "SRV", "subdomain": "_sip._tcp", "priority": 0, "weight": 5, "port": 5060,
                "target": "sip.example.net",
            }),
            json!({ "weight": 6, "port": 5061, "target": "sip2.example.net" }),
        ),
        (
            json!({
                "type": "WEBFWD", "subdomain": "go", "forward_to": "https://example.net/x",
                "cloak": false,
            }),
            json!({ "cloak": true, "forward_to": "https://example.net/y" }),
        ),
        (
            json!({ "type": "MAILFWD", "email": format!("info@{name}"), "forward_to": "mia@example.net" }),
            json!({ "forward_to": "joe@example.net", "email": format!("sales@{name}") }),
        ),
    ]
}

impl Tour {
    pub async fn keeps_records(&mut self) {
        let about = json!({ "domain_id": self.name });
        self.records_of("DomainDns", NAME, about).await;
    }

    /// Makes, changes, reads and deletes one record of each type.
    pub async fn records_of(&mut self, noun: &str, name: &str, about: Value) {
        for (made, changed) in records(name) {
            let r#type = made["type"].clone();
            let record = self.calls(&format!("create{noun}"), with(about.clone(), made)).await;
            let one = with(about.clone(), json!({ "record_id": id(&record) }));
            let changed = with(with(one.clone(), changed), json!({ "type": r#type }));
            let record = self.calls(&format!("update{noun}"), changed.clone()).await;
            for (name, value) in changed.as_object().unwrap() {
                assert!(record.get(name).is_none_or(|is| is == value), "{name}: {record}");
            }
            assert_eq!(self.calls(&format!("get{noun}"), one.clone()).await, record);
            let some = with(about.clone(), json!({ "type": r#type }));
            assert_eq!(self.calls(&format!("list{noun}"), some).await, json!([record]));
        }
        let all = self.calls(&format!("list{noun}"), about.clone()).await;
        assert_eq!(all.as_array().map(Vec::len), Some(9));
        let one = with(about, json!({ "record_id": id(&all[0]) }));
        self.calls(&format!("delete{noun}"), one).await;
    }
}
