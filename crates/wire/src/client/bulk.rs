//! A call for many at once, from the caller's side.

use std::marker::PhantomData;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{Client, ClientError, RawReply, unwritable};
use crate::{Bulked, Dialect, Node};

/// What came back for a bulk call.
#[derive(Debug, Clone)]
pub struct BulkReply<E> {
    /// The answer as it travelled.
    pub whole: RawReply,
    keys: Vec<String>,
    endpoint: PhantomData<fn() -> E>,
}

/// What came back for one element, under its key: its answer, or a refusal in the dialect's form.
pub type Element<E, R> = (String, Result<E, R>);

impl<E: Bulked> BulkReply<E> {
    /// What came back for each element, in the order they were sent; `R` is how the dialect refuses.
    ///
    /// # Errors
    /// When the answer does not speak of an element, for example because the whole was refused.
    pub fn each<R: DeserializeOwned>(&self) -> Result<Vec<Element<E::Response, R>>, ClientError> {
        let mut whole: Map<String, Value> = self.whole.json()?;
        let element = |key: &String| {
            let answer = whole.remove(key);
            let answer =
                answer.ok_or_else(|| ClientError::Unreadable(format!("it lacks {key}")))?;
            if let Ok(refusal) = R::deserialize(&answer) {
                return Ok((key.clone(), Err(refusal)));
            }
            let read = serde_json::from_value(answer);
            let read = read.map_err(|error| ClientError::Unreadable(format!("{key}: {error}")))?;
            Ok((key.clone(), Ok(read)))
        };
        self.keys.iter().map(element).collect()
    }
}

impl<D: Dialect> Client<D> {
    /// Makes a call for many at once, each under a key of its own.
    ///
    /// # Errors
    /// When no answer arrives; what that means for the elements is in the error.
    pub async fn call_bulk<E: Bulked<Dialect = D>>(
        &self,
        elements: &[(String, E)],
    ) -> Result<BulkReply<E>, ClientError> {
        let nodes = elements.iter().map(|(key, element)| Ok((key.clone(), Node::of(element)?)));
        let entries = nodes.collect::<Result<_, _>>().map_err(unwritable)?;
        let whole = self.ask(E::METHOD, E::BULK_PATH, entries).await?;
        let keys = elements.iter().map(|(key, _)| key.clone()).collect();
        Ok(BulkReply { whole, keys, endpoint: PhantomData })
    }
}
