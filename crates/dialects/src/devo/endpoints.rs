//! Every call of the dialect in one list, for documents, routers and tests to walk.

use super::{access, domain, plan, role, settings, user};
use crate::facts::{CallVisitor, EndpointFacts, Facts};

/// The facts of every call, as [`each_call`] lists them.
pub fn endpoints() -> Vec<EndpointFacts> {
    each_call(&Facts)
}

/// What `visitor` makes of every call.
pub fn each_call<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    let sections = [
        domain::calls(visitor),
        user::calls(visitor),
        role::calls(visitor),
        settings::calls(visitor),
        plan::calls(visitor),
        access::calls(visitor),
    ];
    sections.into_iter().flatten().collect()
}
