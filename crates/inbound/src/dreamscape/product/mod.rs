//! What was bought, family by family: the calls that all families have, each mounted once for every one
//! of them, and what only some of them have.

/// The end of a product.
mod end;
/// One more part of a server, and the end of one.
mod feature;
/// A link into the console of a product.
mod login_link;
/// What a family of its own asks for when it is bought.
mod order;
/// The products of a family, and one of them.
mod read;
/// A new product.
mod register;
/// Another period of a product.
mod renew;
/// Products as answers show them.
mod shown;
/// Certificates.
mod ssl;

use app::Context;
use app::accounts::below;
use app::subscriptions::families;
use dialects::dreamscape::arguments::Id;
use dialects::dreamscape::product::families::Family;
use dialects::dreamscape::product::fax::RegisterFax;
use dialects::dreamscape::product::list::ListProducts;
use dialects::dreamscape::product::login_link::CreateProductLoginLink;
use dialects::dreamscape::product::read::ReadProduct;
use dialects::dreamscape::product::register::RegisterProduct;
use dialects::dreamscape::product::renew::RenewProduct;
use dialects::dreamscape::product::server::register::RegisterServer;
use dialects::dreamscape::product::server::renew::RenewServer;
use dialects::dreamscape::product::shape::{NamelessProduct, Product, Server};
use dialects::dreamscape::product::ssl::register::RegisterSslCertificate;
use dialects::dreamscape::product::terminate::TerminateProduct;
use dialects::dreamscape::product::wordpress::RegisterWordPress;
use model::Result;
use model::error::{Error, Field};
use model::subscription::SubscriptionId;
use wire::Api;

use super::door::DreamscapeDoor;
use super::errors::Refused;
pub use feature::r#type as feature_type;

/// The calls about products.
pub fn routes(api: Api<DreamscapeDoor>) -> Api<DreamscapeDoor> {
    let api = api
        .on_each::<ListProducts<Product>, _, _>(read::list)
        .on_each::<ListProducts<NamelessProduct>, _, _>(read::list)
        .on_each::<ListProducts<Server>, _, _>(read::list)
        .on_each::<ReadProduct<Product>, _, _>(read::one)
        .on_each::<ReadProduct<NamelessProduct>, _, _>(read::one)
        .on_each::<ReadProduct<Server>, _, _>(read::one)
        .on_each::<RegisterProduct<Product>, _, _>(register::plain)
        .on_each::<RegisterProduct<NamelessProduct>, _, _>(register::plain)
        .on_each::<RegisterWordPress, _, _>(order::wordpress)
        .on_each::<RegisterFax, _, _>(order::fax)
        .on_each::<RegisterServer, _, _>(order::server)
        .on_each::<RegisterSslCertificate, _, _>(ssl::register::register)
        .on_each::<RenewProduct<Product>, _, _>(renew::plain)
        .on_each::<RenewProduct<NamelessProduct>, _, _>(renew::plain)
        .on_each::<RenewServer, _, _>(renew::server)
        .on_each::<TerminateProduct, _, _>(end::terminate)
        .on_each::<CreateProductLoginLink, _, _>(login_link::create);
    ssl::routes(feature::routes(api))
}

/// The number that a path or a body names.
const fn number(id: Id) -> SubscriptionId {
    SubscriptionId(id.0)
}

/// A place to act from for whoever holds a product.
async fn acting_for(cx: &Context, family: &Family, id: Id) -> Result<Context> {
    let holder = families::holder(cx, family.slug, number(id)).await?;
    below::acting_for(cx, holder).await
}

/// The refusal, where fields of a plan's form go by their own names.
fn named(cx: &Context, error: Error) -> Refused {
    Refused::renamed(error, |field| match field {
        Field::Choice(id) => families::called(cx, id).map(str::to_owned),
        _ => None,
    })
}
