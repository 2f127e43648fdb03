//! Bodies that are one list: `{"roles": [...]}`, the same as one text with commas between, or the bare
//! list. For flattening.

use std::fmt;

use serde::Deserializer;
use serde::de::{Error, IgnoredAny, MapAccess, Visitor};

use crate::devo::words::Words;

/// Reads what a body lists under a name, or bare; none where it does neither.
pub(super) fn read<'de, D: Deserializer<'de>>(
    deserializer: D,
    name: &'static str,
) -> Result<Option<Words>, D::Error> {
    deserializer.deserialize_map(Listed { name })
}

struct Listed {
    name: &'static str,
}

impl<'de> Visitor<'de> for Listed {
    type Value = Option<Words>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut parts: A) -> Result<Self::Value, A::Error> {
        let mut listed: Option<Words> = None;
        while let Some(name) = parts.next_key::<String>()? {
            // The kit numbers the items of a bare list.
            let is_item = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
            if is_item || name == self.name {
                let words: Words = parts.next_value().map_err(A::Error::custom)?;
                listed.get_or_insert_default().0.extend(words.0);
            } else {
                parts.next_value::<IgnoredAny>()?;
            }
        }
        Ok(listed)
    }
}
