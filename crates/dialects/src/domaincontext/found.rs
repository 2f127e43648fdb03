//! Lists that can be counted instead, sorted, paged and cut down to some columns.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::ser::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use wire::{Flag, Node};

use super::arguments::{Id, Limit, Reference, References, optional};

/// How a list is sorted, paged and shown. For flattening.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Paging {
    /// A column and a direction: `domain_asc`, `expires_desc`.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub orderby: Option<Reference>,
    /// Rows of a page.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
    /// How many rows there were before; read and not used.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub total: Option<Id>,
    /// The page, counted from one.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub page: Option<Id>,
    /// Asks for the number of rows instead of the rows.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub count: Option<Flag>,
    /// The columns to show; all when left out.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub select: Option<References>,
}

impl Paging {
    /// Whether a number is asked for.
    pub fn counts(&self) -> bool {
        self.count.is_some_and(Flag::is_on)
    }

    /// What is found, with `select`'s columns only.
    pub fn shown<T>(&self, rows: impl IntoIterator<Item = T>) -> Found<T> {
        let words = self.select.iter().flat_map(|select| &select.0);
        let columns: Vec<String> = words.map(|column| column.0.clone()).collect();
        let cut = |row| Columns { row, columns: columns.clone() };
        Found::Rows(rows.into_iter().map(cut).collect())
    }
}

/// Rows, or how many there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Found<T> {
    /// The rows of a page.
    Rows(Vec<Columns<T>>),
    /// How many rows there are on all pages.
    Count(u64),
}

/// A row of which some columns are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns<T> {
    /// The whole row.
    pub row: T,
    /// The columns that travel; all when none is named.
    pub columns: Vec<String>,
}

impl<T: Serialize> Serialize for Columns<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.columns.is_empty() {
            return self.row.serialize(serializer);
        }
        let Node::Map(mut entries) = Node::of(&self.row).map_err(S::Error::custom)? else {
            return Err(S::Error::custom("a row has named columns"));
        };
        entries.retain(|(name, _)| self.columns.contains(name));
        Node::Map(entries).serialize(serializer)
    }
}

/// Reads whole rows.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Columns<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(|row| Self { row, columns: Vec::new() })
    }
}

impl<T: JsonSchema> JsonSchema for Columns<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Row {
        id: u8,
        domain: &'static str,
        state: &'static str,
    }

    #[test]
    fn a_list_shows_the_columns_that_are_asked_for() {
        let row = || [Row { id: 1, domain: "a.com", state: "ok" }];
        let asked = |json: &str| {
            let paging: Paging = serde_json::from_str::<Node>(json).unwrap().decode().unwrap();
            serde_json::to_string(&paging.shown(row())).unwrap()
        };
        let whole = r#"[{"id":1,"domain":"a.com","state":"ok"}]"#;
        assert_eq!(asked("{}"), whole);
        assert_eq!(asked(r#"{"select":""}"#), whole);
        assert_eq!(
            asked(r#"{"select":["domain","id","colour"]}"#),
            r#"[{"id":1,"domain":"a.com"}]"#
        );
        assert_eq!(asked(r#"{"select":"state"}"#), r#"[{"state":"ok"}]"#);
        assert_eq!(serde_json::to_string(&Found::<Row>::Count(0)).unwrap(), "0");
    }
}
