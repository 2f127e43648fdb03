//! A certificate is bought, paid for a further year, and given up.

use app::certificates::{self, Named, Purchase};
use dialects::domaincontext::arguments::Id;
use dialects::domaincontext::certificate::cancel::CancelCertificate;
use dialects::domaincontext::certificate::progress::CertificateProgress;
use dialects::domaincontext::certificate::purchase::PurchaseCertificate;
use dialects::domaincontext::certificate::renew::RenewCertificate;
use model::certificate::CertificateState;
use model::error::{Error, Field, Noun, Reason};
use model::product::ProductId;

use super::{row, which};
use crate::domaincontext::door::Caller;
use crate::domaincontext::errors::{Handled, Refused};
use crate::domaincontext::{AUDIENCE, whom};

/// Who it is for.
const CLIENT: whom::Names = whom::Names { id: "client_id", login: "client" };

const NO_PRODUCT: &str = "product or product_id is missing";
const UNKNOWN_PRODUCT: &str = "unknown product";

pub async fn purchase(caller: Caller, call: PurchaseCertificate) -> Handled<CertificateProgress> {
    let cx = whom::acting_for(caller.cx()?, CLIENT, call.client_id, call.client.as_ref()).await?;
    let wanted = [("product_id", call.product_id), ("object_id", call.object_id)];
    let (parameter, product) = match call.product {
        Some(word) => ("product", Named::Word(word.0)),
        None => match wanted.into_iter().find_map(|(name, id)| Some((name, id?))) {
            Some((name, id)) => (name, Named::Number(number(id))),
            None => {
                let error = Refused::saying(Error::Missing(Field::Product), NO_PRODUCT);
                return Err(Refused { parameter: Some("product".to_owned()), ..error });
            }
        },
    };
    if let Named::Word(word) = &product {
        known(&cx, word, wanted)?;
    } else if let [(_, Some(one)), (other, Some(another))] = wanted
        && one != another
    {
        return Err(contradicts(other));
    }
    let wish = Purchase {
        product,
        years: call.amount.map_or(1, |amount| amount.0),
        coupon: call.coupon.map(|coupon| coupon.0),
    };
    let bought = certificates::purchase(&cx, wish).await;
    let id = bought.map_err(|error| refused(error, parameter))?;
    Ok(row::progress(id, CertificateState::Incomplete))
}

/// Refuses numbers beside a word that mean another product.
fn known(cx: &app::Context, word: &str, numbers: [(&'static str, Option<Id>); 2]) -> Handled<()> {
    let products = certificates::products(cx)?;
    let named = products.iter().find(|product| product.word == word);
    for (name, id) in numbers {
        if let (Some(named), Some(id)) = (named, id)
            && named.id != number(id)
        {
            return Err(contradicts(name));
        }
    }
    Ok(())
}

fn contradicts(parameter: &str) -> Refused {
    Refused::about(Error::invalid(Field::Product, Reason::Contradicts), parameter)
}

/// No product has a number that is too large to be one.
pub fn number(id: Id) -> ProductId {
    ProductId(u32::try_from(id.0).unwrap_or(0))
}

pub async fn renew(caller: Caller, call: RenewCertificate) -> Handled<CertificateProgress> {
    let (cx, id) = which::held(caller.cx()?, call.id).await?;
    certificates::renew(&cx, id, &call.expires.0).await.map_err(|error| refused(error, "id"))?;
    let renewed = certificates::one(&cx, AUDIENCE, id).await?;
    Ok(row::progress(id, renewed.state))
}

pub async fn cancel(caller: Caller, call: CancelCertificate) -> Handled<CertificateProgress> {
    let (cx, id) = which::held(caller.cx()?, call.id).await?;
    let state = certificates::cancel(&cx, id, &call.reason.0).await?;
    Ok(row::progress(id, state))
}

/// What these commands call what was wrong.
fn refused(error: Error, product: &'static str) -> Refused {
    match error {
        Error::NotFound(Noun::Product) => {
            let parameter = Some(product.to_owned());
            Refused { parameter, ..Refused::saying(error, UNKNOWN_PRODUCT) }
        }
        other => Refused::renamed(other, |field| {
            matches!(field, Field::Period | Field::Cycle).then(|| "amount".to_owned())
        }),
    }
}
