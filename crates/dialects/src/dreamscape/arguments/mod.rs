//! What arguments are made of. Each type reads text or JSON, checks its rule, and is written back as
//! JSON.

/// Text of a known length.
mod bounded;
/// Registers of businesses.
mod business_number_type;
/// What stands before telephone numbers.
mod calling_code;
/// Numbers that stand for words.
pub(crate) mod codes;
/// Countries in two letters.
mod country;
/// How many rows a page shows.
mod limit;
/// Lists, in every way callers write them.
mod many;
/// Lengths of time.
mod months;
/// Words people sign in with.
mod password;
/// Yes and no.
mod switch;
/// What a change says about a field that may be empty.
mod told;
/// Names people sign in with.
mod username;
/// Words from a fixed set.
pub(crate) mod words;

pub use bounded::{Bounded, Line, Name};
pub use business_number_type::BusinessNumberType;
pub use calling_code::CallingCode;
pub(crate) use codes::codes;
pub use country::Country;
pub use limit::Limit;
pub use many::{Many, some};
pub use months::{Months, Term};
pub use password::Password;
pub use switch::Switch;
pub use told::Told;
pub use username::Username;
pub(crate) use words::words;

pub use crate::arguments::{Date, Id, Ip};

#[cfg(test)]
mod tests {
    use serde::Serialize;
    use serde::de::DeserializeOwned;
    use wire::Node;

    use super::*;

    words! {
        /// A toy.
        pub enum Colour {
            /// The first.
            Red = "RED",
            /// The second.
            DarkBlue = "dark-blue",
        }
    }

    codes! {
        /// A toy.
        pub enum State {
            /// The first.
            New = 1,
            /// The second.
            Old = 2,
        }
    }

    /// What JSON is read as, written again; or why it is refused.
    fn read<T: DeserializeOwned + Serialize>(sent: &str) -> Result<String, String> {
        let node: Node = serde_json::from_str(sent).unwrap();
        let read: T = node.decode().map_err(|error| error.to_string())?;
        Ok(serde_json::to_string(&read).unwrap())
    }

    fn reads<T: DeserializeOwned + Serialize>(sent: &str, written: &str) {
        assert_eq!(read::<T>(sent).as_deref(), Ok(written), "{sent}");
    }

    fn refuses<T: DeserializeOwned + Serialize>(sent: &[&str], expected: &str) {
        for sent in sent {
            let refused = Err(format!("the value should be {expected}"));
            assert_eq!(read::<T>(sent), refused, "{sent}");
        }
    }

    #[test]
    fn numbers_may_be_texts() {
        reads::<Months>("\"12\"", "12");
        reads::<Months>("1", "1");
        refuses::<Months>(&["0", "\"-1\"", "1.5", "65536", "\"1 year\""], "a number of months");
        reads::<Term>("\"24\"", "24");
        let expected = "a number of months that is a multiple of 12";
        refuses::<Term>(&["0", "7", "\"13\"", "[12]"], expected);
        reads::<Limit>("\"100\"", "100");
        refuses::<Limit>(&["0", "101", "\"ALL\""], "a whole number from 1 to 100");
        reads::<State>("\"2\"", "2");
        reads::<State>("1", "1");
        assert_eq!(read::<State>("3"), Err("the value should be one of: 1, 2".to_owned()));
    }

    #[test]
    fn texts_have_their_length_in_letters() {
        reads::<Bounded<2, 4>>("\" Žižk \"", "\"Žižk\"");
        reads::<Bounded<2, 4>>("61", "\"61\"");
        reads::<Bounded<0, 4>>("\"\"", "\"\"");
        refuses::<Bounded<2, 4>>(&["\" a \"", "\"abcde\"", "[]"], "text of 2 to 4 characters");
        reads::<Country>("\"au\"", "\"AU\"");
        refuses::<Country>(&["\"AUS\"", "\"A1\"", "\"ÄU\""], "a country code of two letters");
        reads::<CallingCode>("61", "\"61\"");
        reads::<CallingCode>("\" +61 \"", "\"+61\"");
        let expected = "a telephone country code such as 61";
        refuses::<CallingCode>(&["\"\"", "\"abc\"", "\"+1234\"", "12345", "-1"], expected);
        reads::<Password>("\" secret \"", "\" secret \"");
        refuses::<Password>(&["\"secret\""], "text of 8 to 255 characters");
        reads::<Username>("\"thandi_m-1.x@example.net\"", "\"thandi_m-1.x@example.net\"");
        let expected = "8 to 64 letters, digits and _ - . @";
        refuses::<Username>(&["\"thandi\"", "\"thandi maseko\"", "\"thändimaseko\""], expected);
    }

    #[test]
    fn words_are_known_however_they_are_capitalised() {
        reads::<Colour>("\"red\"", "\"RED\"");
        reads::<Colour>("\" Dark-Blue \"", "\"dark-blue\"");
        let refused = Err("the value should be one of: RED, dark-blue".to_owned());
        for sent in ["\"green\"", "7", "true", "[]"] {
            assert_eq!(read::<Colour>(sent), refused, "{sent}");
        }
        reads::<BusinessNumberType>("\"ABN\"", "\"ABN\"");
        reads::<BusinessNumberType>("\"VIC\"", "\"VIC\"");
        reads::<BusinessNumberType>("\"VIC BN\"", "\"VIC BN\"");
        for sent in ["\"ABN BN\"", "\"BN\"", "\"XYZ\""] {
            assert!(read::<BusinessNumberType>(sent).is_err(), "{sent}");
        }
    }

    #[test]
    fn yes_and_no_are_written_as_such() {
        for sent in ["true", "1", "\"true\"", "\"1\"", "\"On\""] {
            reads::<Switch>(sent, "true");
        }
        for sent in ["false", "0", "\"off\""] {
            reads::<Switch>(sent, "false");
        }
        refuses::<Switch>(&["2", "\"maybe\""], "true or false");
    }

    #[test]
    fn lists_are_written_in_every_way() {
        for sent in ["[\"com\",\"net\"]", "\"com, net,\"", r#"{"0":"com","1":"net"}"#] {
            reads::<Many<String>>(sent, r#"["com","net"]"#);
        }
        reads::<Many<String>>("[]", "[]");
        reads::<Many<Id>>("\"7\"", "[7]");
        assert_eq!(
            read::<Many<Id>>("[7,\"x\"]"),
            Err("1 should be a whole number above zero".to_owned())
        );
    }

    #[test]
    fn a_change_tells_what_it_empties() {
        assert_eq!(Told::<Id>::default(), Told::Absent);
        let told = |sent: &str| serde_json::from_str::<Node>(sent).unwrap().decode::<Told<Id>>();
        assert_eq!(told("null").unwrap(), Told::Nothing);
        assert_eq!(told("\" \"").unwrap(), Told::Nothing);
        assert_eq!(told("\"7\"").unwrap(), Told::Value(Id(7)));
        assert!(told("0").is_err());
        reads::<Told<Id>>("null", "null");
        reads::<Told<Id>>("7", "7");
    }
}
