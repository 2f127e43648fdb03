//! Rows of a list some of which were left out, the way PHP's `json_encode` writes them.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::{Serialize, Serializer};

/// Rows with their numbers, in order: an array while the numbers count from zero without a gap, an
/// object keyed by number otherwise.
///
/// The schema describes the array, which is what documents show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowList<T>(pub Vec<(u32, T)>);

impl<T> RowList<T> {
    /// Rows none of which was left out.
    pub fn whole(rows: impl IntoIterator<Item = T>) -> Self {
        Self((0..).zip(rows).collect())
    }

    /// The rows without their numbers.
    pub fn rows(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|(_, row)| row)
    }

    fn has_gap(&self) -> bool {
        (0..).zip(&self.0).any(|(expected, (number, _))| expected != *number)
    }
}

impl<T> Default for RowList<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// The rows that are left of a list; what was left out has a number and no row.
impl<T> FromIterator<Option<T>> for RowList<T> {
    fn from_iter<I: IntoIterator<Item = Option<T>>>(rows: I) -> Self {
        Self((0..).zip(rows).filter_map(|(number, row)| Some((number, row?))).collect())
    }
}

impl<T: Serialize> Serialize for RowList<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.has_gap() {
            return serializer.collect_map(self.0.iter().map(|(number, row)| (number, row)));
        }
        serializer.collect_seq(self.rows())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for RowList<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Rows(PhantomData))
    }
}

struct Rows<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Rows<T> {
    type Value = RowList<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<RowList<T>, A::Error> {
        let mut rows = Vec::new();
        while let Some(row) = items.next_element()? {
            rows.push(row);
        }
        Ok(RowList::whole(rows))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<RowList<T>, A::Error> {
        let mut rows = Vec::new();
        while let Some(name) = entries.next_key::<String>()? {
            let number = name.parse().map_err(|_| A::Error::custom("a row has no number"))?;
            rows.push((number, entries.next_value()?));
        }
        Ok(RowList(rows))
    }
}

impl<T: JsonSchema> JsonSchema for RowList<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("RowList_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Vec::<T>::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(rows: &RowList<&str>) -> String {
        serde_json::to_string(rows).unwrap()
    }

    #[test]
    fn rows_without_a_gap_are_an_array() {
        assert_eq!(written(&RowList::default()), "[]");
        assert_eq!(written(&RowList::whole(["a", "b"])), r#"["a","b"]"#);
        assert_eq!(written(&[Some("a"), Some("b"), None].into_iter().collect()), r#"["a","b"]"#);
    }

    #[test]
    fn a_gap_makes_an_object_keyed_by_number() {
        let first = [None, Some("b")].into_iter().collect();
        assert_eq!(written(&first), r#"{"1":"b"}"#);
        let middle = [Some("a"), None, Some("c"), Some("d")].into_iter().collect();
        assert_eq!(written(&middle), r#"{"0":"a","2":"c","3":"d"}"#);
    }

    #[test]
    fn rows_are_written_as_they_were_read() {
        for json in ["[]", "[7,8]", r#"{"0":7,"2":8}"#, r#"{"10":7,"11":8}"#] {
            let rows: RowList<u8> = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&rows).unwrap(), json);
        }
        let rows: RowList<u8> = serde_json::from_str(r#"{"0":7,"2":8}"#).unwrap();
        assert_eq!(rows.rows().copied().collect::<Vec<_>>(), [7, 8]);
    }

    #[test]
    fn other_names_are_no_rows() {
        assert!(serde_json::from_str::<RowList<u8>>(r#"{"a":1}"#).is_err());
        assert!(serde_json::from_str::<RowList<u8>>("7").is_err());
    }
}
