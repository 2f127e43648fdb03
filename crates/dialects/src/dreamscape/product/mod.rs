//! What was bought, family by family. The calls that all families have exist once and are mounted for
//! each; only what is special about a family has calls of its own.

/// Zones that were bought by themselves.
pub mod dns_hosting;
/// The families.
pub mod families;
/// Numbers for faxes.
pub mod fax;
/// The products of a family.
pub mod list;
/// A link into the console of a product.
pub mod login_link;
/// One product.
pub mod read;
/// A new product.
pub mod register;
/// Another period of a product.
pub mod renew;
/// Servers and their parts.
pub mod server;
/// Products as answers show them.
pub mod shape;
/// Certificates.
pub mod ssl;
/// The end of a product.
pub mod terminate;
/// WordPress hosting.
pub mod wordpress;

use self::shape::{NamelessProduct, Product, Server};
use crate::facts::{CallVisitor, RowVisitor, each_row};

/// What `visitor` makes of the calls that only one family has.
pub(super) fn calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    let sections = [dns_hosting::calls(visitor), server::calls(visitor), ssl::calls(visitor)];
    sections.into_iter().flatten().collect()
}

/// What `visitor` makes of the calls that many families have, family by family.
pub(super) fn rows<V: RowVisitor>(visitor: &V) -> Vec<V::Output> {
    let sections = [
        each_row::<list::ListProducts<Product>, _>(visitor),
        each_row::<list::ListProducts<NamelessProduct>, _>(visitor),
        each_row::<list::ListProducts<Server>, _>(visitor),
        each_row::<read::ReadProduct<Product>, _>(visitor),
        each_row::<read::ReadProduct<NamelessProduct>, _>(visitor),
        each_row::<read::ReadProduct<Server>, _>(visitor),
        each_row::<register::RegisterProduct<Product>, _>(visitor),
        each_row::<register::RegisterProduct<NamelessProduct>, _>(visitor),
        each_row::<wordpress::RegisterWordPress, _>(visitor),
        each_row::<fax::RegisterFax, _>(visitor),
        each_row::<server::register::RegisterServer, _>(visitor),
        each_row::<ssl::register::RegisterSslCertificate, _>(visitor),
        each_row::<renew::RenewProduct<Product>, _>(visitor),
        each_row::<renew::RenewProduct<NamelessProduct>, _>(visitor),
        each_row::<server::renew::RenewServer, _>(visitor),
        each_row::<terminate::TerminateProduct, _>(visitor),
        each_row::<login_link::CreateProductLoginLink, _>(visitor),
    ];
    sections.into_iter().flatten().collect()
}
