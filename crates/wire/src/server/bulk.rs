//! A call for many at once: the handler of the single call, run for each element on its own.

use std::marker::PhantomData;
use std::panic::AssertUnwindSafe;

use futures_util::future::{BoxFuture, FutureExt};
use futures_util::stream::{self, StreamExt};
use http::StatusCode;

use super::api::{Typed, Work};
use super::door::ElementAnswer;
use super::{Call, Door, Handler, Refusal, Rendered};
use crate::openapi::names_of;
use crate::{Bulked, Malformed, Node, Params};

/// Elements of one call that are worked on at the same time.
pub const AT_ONCE: usize = 32;

/// Every element decoded, handled and encoded on its own.
pub(super) struct Many<E, H> {
    handler: H,
    endpoint: PhantomData<fn() -> E>,
}

impl<E, H> Many<E, H> {
    pub(super) fn new(handler: H) -> Self {
        Self { handler, endpoint: PhantomData }
    }
}

impl<E: Bulked, H> Many<E, H> {
    /// What comes of one element. Whatever happens inside, the others go on.
    async fn element<D: Door>(
        &self,
        door: &D,
        call: &Call,
        context: &D::Context,
        (key, node): (&str, &Node),
    ) -> (String, ElementAnswer<D::Error>)
    where
        H: Handler<D, E>,
    {
        let work = AssertUnwindSafe(self.answer(door, call, context, (key, node)));
        let answer = work.catch_unwind().await.unwrap_or_else(|_| {
            tracing::error!(call = call.id, path = call.path(), "a handler of an element panicked");
            Err(Refusal::Panicked)
        });
        (key.to_owned(), answer)
    }

    async fn answer<D: Door>(
        &self,
        door: &D,
        call: &Call,
        context: &D::Context,
        (key, node): (&str, &Node),
    ) -> ElementAnswer<D::Error>
    where
        H: Handler<D, E>,
    {
        let context = door.for_element(context, key);
        let request = decoded::<E>(key, node).map_err(Refusal::Undecodable)?;
        let answer = (self.handler)(context.clone(), request).await.map_err(Refusal::Error)?;
        let rendered = door.answer(call, &context, answer).await;
        match rendered.status {
            StatusCode::INTERNAL_SERVER_ERROR => Err(Refusal::Panicked),
            _ => Ok(rendered.body),
        }
    }
}

/// The request of one element; its tree is copied for no longer than this takes.
fn decoded<E: Bulked>(key: &str, node: &Node) -> Result<E, crate::DecodeError> {
    let mut element = Params::of_element(node);
    E::keyed(key, &mut element);
    element.decode()
}

impl<D: Door, E: Bulked, H: Handler<D, E>> Work<D> for Many<E, H> {
    fn run<'a>(
        &'a self,
        door: &'a D,
        call: &'a Call,
        context: &'a D::Context,
    ) -> BoxFuture<'a, Result<Rendered, Refusal<D::Error>>> {
        async move {
            let elements: Vec<_> = call.params.elements().collect();
            if elements.is_empty() {
                return Err(Refusal::Malformed(Malformed::NoElement));
            }
            let answers = stream::iter(0..elements.len())
                .map(|at| self.element(door, call, context, elements[at]).boxed())
                .buffered(if E::IN_TURN { 1 } else { AT_ONCE })
                .collect()
                .await;
            Ok(door.answer_bulk(call, context, answers))
        }
        .boxed()
    }
}

/// One path for a call and its bulk form: what was sent tells them apart.
pub(super) struct Either<E, H> {
    one: Typed<E, H>,
    many: Many<E, H>,
    /// Parameters of the single call.
    names: Vec<String>,
}

impl<E: Bulked, H: Clone> Either<E, H> {
    pub(super) fn new(handler: H) -> Self {
        let one = Typed::new(handler.clone());
        Self { one, many: Many::new(handler), names: names_of::<E>() }
    }
}

impl<E, H> Either<E, H> {
    /// Whether there are elements, and nothing that the single call knows by name.
    fn is_bulk(&self, params: &Params) -> bool {
        params.elements().next().is_some()
            && !self.names.iter().any(|name| params.get(name).is_some())
    }
}

impl<D: Door, E: Bulked, H: Handler<D, E>> Work<D> for Either<E, H> {
    fn run<'a>(
        &'a self,
        door: &'a D,
        call: &'a Call,
        context: &'a D::Context,
    ) -> BoxFuture<'a, Result<Rendered, Refusal<D::Error>>> {
        match self.is_bulk(&call.params) {
            true => self.many.run(door, call, context),
            false => self.one.run(door, call, context),
        }
    }
}
