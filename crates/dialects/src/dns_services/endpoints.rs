//! Every call of the dialect in one list, for documents, routers and tests to walk.

use crate::facts::{CallVisitor, EndpointFacts, Facts};

/// The facts of every call, as [`each_call`] lists them.
pub fn endpoints() -> Vec<EndpointFacts> {
    each_call(&Facts)
}

/// What `visitor` makes of every call.
pub fn each_call<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    let groups = [service_calls(visitor), cart_calls(visitor), zone_calls(visitor)];
    groups.into_iter().flatten().collect()
}

fn service_calls<V: CallVisitor>(_visitor: &V) -> Vec<V::Output> {
    vec![]
}

fn cart_calls<V: CallVisitor>(_visitor: &V) -> Vec<V::Output> {
    vec![]
}

fn zone_calls<V: CallVisitor>(_visitor: &V) -> Vec<V::Output> {
    vec![]
}
