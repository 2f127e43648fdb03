//! Every call of the dialect in one list, for documents, routers and tests to walk.

use super::{certificate, client, contact, domain, hdomain, host, server, tariff};
use crate::facts::{BulkVisitor, CallVisitor, EndpointFacts, Facts};

/// The facts of every call, as [`each_call`] lists them.
pub fn endpoints() -> Vec<EndpointFacts> {
    each_call(&Facts)
}

/// The facts of every bulk form, as [`each_bulk`] lists them; schemas are those of one element.
pub fn bulk_endpoints() -> Vec<EndpointFacts> {
    each_bulk(&Facts)
}

/// What `visitor` makes of every call, bulk forms aside.
pub fn each_call<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    let sections = [
        domain::calls(visitor),
        hdomain::calls(visitor),
        host::calls(visitor),
        contact::calls(visitor),
        client::calls(visitor),
        tariff::calls(visitor),
        server::calls(visitor),
        certificate::calls(visitor),
    ];
    sections.into_iter().flatten().collect()
}

/// What `visitor` makes of every bulk form.
pub fn each_bulk<V: BulkVisitor>(visitor: &V) -> Vec<V::Output> {
    let sections = [
        domain::bulks(visitor),
        hdomain::bulks(visitor),
        host::bulks(visitor),
        contact::bulks(visitor),
        client::bulks(visitor),
        tariff::bulks(visitor),
        server::bulks(visitor),
        certificate::bulks(visitor),
    ];
    sections.into_iter().flatten().collect()
}
