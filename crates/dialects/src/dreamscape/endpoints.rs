//! Every call of the dialect in one list, for documents, routers and tests to walk.

use super::{
    customer, dictionary, dns, domain, finance, host, plan, product, registrant, reseller, service,
    transfer,
};
use crate::facts::{CallVisitor, EndpointFacts, Facts, RowVisitor};

/// The facts of every call, as [`each_call`] and [`each_row`] list them.
pub fn endpoints() -> Vec<EndpointFacts> {
    [each_call(&Facts), each_row(&Facts)].concat()
}

/// What `visitor` makes of every call that exists once for each of several families of products.
pub fn each_row<V: RowVisitor>(visitor: &V) -> Vec<V::Output> {
    product::rows(visitor)
}

/// What `visitor` makes of every call that exists once.
pub fn each_call<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    let sections = [
        service::calls(visitor),
        reseller::calls(visitor),
        customer::calls(visitor),
        domain::calls(visitor),
        dns::calls(visitor),
        host::calls(visitor),
        registrant::calls(visitor),
        transfer::calls(visitor),
        finance::calls(visitor),
        dictionary::calls(visitor),
        plan::calls(visitor),
        product::calls(visitor),
    ];
    sections.into_iter().flatten().collect()
}
