//! What arguments are made of. Each type reads text or a number, checks its rule, and is written back
//! as it is read.

/// Data that a confirmation message carries.
mod confirm_data;
/// Names inside a zone.
mod dns_name;
/// Names of domains.
mod domain;
/// Ids that may be handles.
mod eid;
/// Mail addresses.
mod email;
/// Names that a certificate covers.
mod hdomain;
/// One line of text.
mod label;
/// How many rows a list shows.
mod limit;
/// Several arguments in one.
mod list;
/// Logins.
mod login;
/// Name servers.
mod nameserver;
/// Secrets without line breaks.
mod password;
/// Years.
mod period;
/// Telephone numbers.
mod phone;
/// Four characters that prove who asks.
mod pincode;
/// Words from a fixed set.
mod reference;
/// Names of servers.
mod server_name;
/// What counts as sent and what as left out.
mod star;
/// Text with line breaks.
mod text;
/// Addresses of pages.
mod url;

pub use confirm_data::ConfirmData;
pub use dns_name::DnsName;
pub use domain::Domain;
pub use eid::Eid;
pub use email::Email;
pub use hdomain::Hdomain;
pub use label::{Coupon, Label};
pub use limit::Limit;
pub use list::List;
pub use login::Login;
pub use nameserver::{Delegated, Nameserver};
pub use password::Password;
pub use period::Period;
pub use phone::Phone;
pub use pincode::Pincode;
pub use reference::Reference;
pub use server_name::ServerName;
pub use star::{optional, starred};
pub use text::Text;
pub use url::Url;
pub use wire::Flag;

pub use crate::arguments::{Argument, Date, Id, Ip};

/// Numbers of things.
pub type Ids = List<Id>;
/// Names of domains.
pub type Domains = List<Domain>;
/// Name servers, with their addresses where the caller names them.
pub type Nameservers = List<Delegated>;
/// Words from a fixed set.
pub type References = List<Reference>;
/// Lines of text.
pub type Labels = List<Label>;
/// Network addresses.
pub type Ips = List<Ip>;
/// Names of servers.
pub type ServerNames = List<ServerName>;
/// Mail addresses.
pub type Emails = List<Email>;
/// Names that a certificate covers.
pub type Hdomains = List<Hdomain>;

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use serde::Serialize;
    use serde::de::DeserializeOwned;
    use wire::Node;

    use super::*;

    /// What a text is read as, as JSON; none when the rule refuses it.
    fn text<T: DeserializeOwned + Serialize>(sent: &str) -> Option<String> {
        let read: T = Node::Text(sent.to_owned()).decode().ok()?;
        let written = Node::of(&read).unwrap();
        // What is written is read again as the same.
        let again: T = written.decode().unwrap();
        assert_eq!(Node::of(&again).unwrap(), written);
        Some(serde_json::to_string(&read).unwrap())
    }

    /// What JSON is read as.
    fn json<T: DeserializeOwned>(sent: &str) -> Result<T, String> {
        serde_json::from_str::<Node>(sent).unwrap().decode().map_err(|error| error.to_string())
    }

    fn allows<T: DeserializeOwned + Serialize>(sent: &[&str]) {
        for sent in sent {
            assert!(text::<T>(sent).is_some(), "{sent:?} is refused");
        }
    }

    fn refuses<T: DeserializeOwned + Serialize>(sent: &[&str]) {
        for sent in sent {
            assert_eq!(text::<T>(sent), None, "{sent:?} is allowed");
        }
        assert_eq!(text::<T>(""), None, "a blank counts as left out");
    }

    #[test]
    fn each_type_has_its_rule() {
        allows::<Id>(&["1", " 314123 "]);
        refuses::<Id>(&["0", "-1", "+1", "01", "1.5", "x", "9223372036854775808"]);
        allows::<Domain>(&["domain.com", "Shoes.CO.za", "пример.рф", "xn--e1afmkfd.xn--p1ai"]);
        refuses::<Domain>(&["com", ".com", "a..b", "two words.com", "a/b.com", "a,b.com"]);
        allows::<Nameserver>(&["ns1.domain.com"]);
        refuses::<Nameserver>(&["ns1", "ns1.domain.com/192.0.2.1"]);
        allows::<Delegated>(&[
            "ns1.domain.com",
            "ns1.domain.com/192.0.2.1",
            "ns1.a.com/2001:db8::1",
        ]);
        refuses::<Delegated>(&["ns1.domain.com/", "ns1.domain.com/300.0.0.1", "/192.0.2.1"]);
        allows::<Eid>(&["EID_234234:234-1", "centos.7", "42"]);
        refuses::<Eid>(&["a b", "a/b", "имя"]);
        allows::<Password>(&["We\\p!Jie6w", " ", &"x".repeat(64)]);
        refuses::<Password>(&["a\nb", "a\rb", &"x".repeat(65)]);
        allows::<Period>(&["1", "10"]);
        refuses::<Period>(&["0", "11", "-1", "1 year"]);
        allows::<Date>(&["2012-09-25", "2024-02-29"]);
        refuses::<Date>(&["2012-9-25", "2012-13-01", "2023-02-29", "25.09.2012", "tomorrow"]);
        allows::<Reference>(&["ok", "7days", "0001", "domain_asc"]);
        refuses::<Reference>(&["a-b", "a b", "a,b"]);
        allows::<Label>(&["This is a client’s name – Ivan Drago", "0"]);
        refuses::<Label>(&["two\nlines", "two\rlines", "  "]);
        allows::<Login>(&["client_1", "Sales+south@example.com"]);
        refuses::<Login>(&["two words", "a,b", &"x".repeat(65)]);
        allows::<ServerName>(&["vds123", "web.example.com"]);
        refuses::<ServerName>(&["a\nb", &"x".repeat(64)]);
        allows::<Pincode>(&["1234", "äöüß"]);
        refuses::<Pincode>(&["123", "12345"]);
        allows::<Phone>(&["+27 (21) 555-0101", "123", "+7.4951234567"]);
        refuses::<Phone>(&["12", "call me", &"1".repeat(22)]);
        allows::<Email>(&["ivan@example.com", "i.d+x@mail.example.org"]);
        refuses::<Email>(&["ivan", "@example.com", "ivan@", "a b@example.com", "a@b@c.com"]);
        allows::<Url>(&["http://my.domain.com/page", "HTTPS://a.b:8080/?x=1"]);
        refuses::<Url>(&["ftp://a.b/", "http://", "my.domain.com/page", "http:// a.b"]);
        allows::<Text>(&["-----BEGIN-----\nMIIC\n-----END-----"]);
        refuses::<Text>(&[" \n "]);
        allows::<Coupon>(&["SPRING"]);
        refuses::<Coupon>(&["a\nb"]);
        allows::<Hdomain>(&["www.example.com", "*.example.com"]);
        refuses::<Hdomain>(&["www", "*", "a.*.com"]);
        allows::<Limit>(&["ALL", "all", "25"]);
        refuses::<Limit>(&["0", "many"]);
    }

    #[test]
    fn names_inside_a_zone_may_be_empty() {
        for name in ["", "*", "@", "n1", "a1.b2.c3.d4", "_sip._tcp", "a-b", &"x".repeat(61)] {
            assert_eq!(text::<DnsName>(name), Some(format!("\"{name}\"")));
        }
        for name in ["-a", "a-", "a.-b", "a.b.c.d.e", "a..b", ".", "*.a", "a b", &"x".repeat(62)] {
            assert_eq!(text::<DnsName>(name), None, "{name}");
        }
    }

    #[test]
    fn what_is_read_is_tidied() {
        for (read, written) in [
            (text::<Eid>("EID_234234:234—1"), "\"EID_234234:234-1\""),
            (text::<Date>("2012—09—25"), "\"2012-09-25\""),
            (text::<Domain>(" Shoes.co.za "), "\"Shoes.co.za\""),
            (text::<Url>("http:\\/\\/my.domain.com\\/page"), "\"http://my.domain.com/page\""),
            (text::<Id>("7"), "7"),
            (text::<Period>("7"), "7"),
            (text::<Password>(" a "), "\" a \""),
            (text::<Ip>("2001:DB8::1"), "\"2001:db8::1\""),
            (text::<Limit>("all"), "\"ALL\""),
        ] {
            assert_eq!(read.as_deref(), Some(written));
        }
    }

    #[test]
    fn lists_are_texts_with_commas_or_arrays() {
        let three = List(vec![Id(1234), Id(324_534), Id(7)]);
        for sent in ["\"1234, 324534 ,7\"", "[1234,\"324534\",7]", r#"{"0":1234,"1":324534,"5":7}"#]
        {
            assert_eq!(json::<Ids>(sent), Ok(three.clone()), "{sent}");
        }
        assert_eq!(json::<Ids>("1234"), Ok(List(vec![Id(1234)])));
        assert_eq!(serde_json::to_string(&three).unwrap(), "\"1234,324534,7\"");
        for sent in ["\"\"", "\" , \"", "[]", "[\"\"]"] {
            assert!(json::<Ids>(sent).unwrap_err().contains("should be"), "{sent}");
        }
        assert_eq!(
            json::<Ids>("[1,\"x\"]"),
            Err("1 should be a whole number above zero".to_owned())
        );
        // Items of an array may hold commas, and so travel as an array again.
        let names: Labels = json(r#"["Drago, Ivan","Peter"]"#).unwrap();
        assert_eq!(serde_json::to_string(&names).unwrap(), r#"["Drago, Ivan","Peter"]"#);
    }

    #[test]
    fn numbers_are_texts_and_other_things_are_not() {
        fn same<T: DeserializeOwned + PartialEq + Debug>(number: &str) {
            assert_eq!(json::<T>(number), json::<T>(&format!("\"{number}\"")));
            assert!(json::<T>(number).is_ok());
        }
        same::<Id>("42");
        same::<Eid>("42");
        same::<Label>("42");
        same::<Pincode>("1234");
        for sent in ["true", "{}", "[]", "1.5"] {
            assert_eq!(
                json::<Id>(sent),
                Err("the value should be a whole number above zero".into())
            );
        }
    }
}
