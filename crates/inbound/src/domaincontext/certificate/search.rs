//! The certificates that fit.

use app::Context;
use app::accounts::below;
use app::certificates::{self, CertificateFilter, Details};
use dialects::domaincontext::arguments::Date;
use dialects::domaincontext::certificate::row::CertificateRow;
use dialects::domaincontext::certificate::search::SearchCertificates;
use model::account::AccountId;
use model::certificate::{CertificateState, certified_name};
use model::error::{Error, Field};
use model::product::ProductId;
use model::subscription::SubscriptionId;
use model::time::{Seconds, Timestamp};
use wire::Flag;

use super::{buy, row};
use crate::domaincontext::door::Caller;
use crate::domaincontext::errors::{Handled, Refused};
use crate::domaincontext::{AUDIENCE, whom};

/// What several arguments say together about one fact.
enum Wanted<T> {
    /// Nothing.
    Any,
    /// That it is this.
    Only(T),
    /// What is true of none.
    Nothing,
}

impl<T: PartialEq> Wanted<T> {
    /// What is said, and one thing more.
    fn and(self, more: Option<T>) -> Self {
        match (self, more) {
            (wanted, None) => wanted,
            (Self::Any, Some(more)) => Self::Only(more),
            (Self::Only(wanted), Some(more)) if wanted == more => Self::Only(more),
            (Self::Only(_) | Self::Nothing, Some(_)) => Self::Nothing,
        }
    }

    /// What a filter asks for; none where nothing fits.
    fn asked(self) -> Option<Option<T>> {
        match self {
            Self::Any => Some(None),
            Self::Only(wanted) => Some(Some(wanted)),
            Self::Nothing => None,
        }
    }
}

/// What rows are chosen by besides.
struct Besides {
    seller: Option<i64>,
    seller_login: Option<String>,
    expires: bool,
    hides_new: bool,
}

impl Besides {
    fn fits(&self, found: &Details) -> bool {
        let (login, number) = whom::seller(&found.owner);
        let same = |wanted: &String| wanted.to_lowercase() == login.to_lowercase();
        self.seller.is_none_or(|wanted| wanted == number)
            && self.seller_login.as_ref().is_none_or(same)
            && !(self.expires && row::expires(found).is_none())
            && !(self.hides_new && found.state == CertificateState::Incomplete)
    }
}

pub async fn search(caller: Caller, call: SearchCertificates) -> Handled<Vec<CertificateRow>> {
    let cx = caller.cx()?;
    let besides = Besides {
        seller: call.seller_id.map(|id| id.0),
        seller_login: call.seller.as_ref().map(|login| login.0.clone()),
        expires: call.expires.is_some(),
        hides_new: call.show_new.is_some_and(|flag| !flag.is_on()),
    };
    let Some(filter) = filter(cx, call).await? else { return Ok(Vec::new()) };
    let found = certificates::search(cx, AUDIENCE, filter, true).await?;
    Ok(found.into_iter().filter(|found| besides.fits(found)).map(row::row).collect())
}

/// What is looked for; none where nothing can fit.
async fn filter(cx: &Context, call: SearchCertificates) -> Handled<Option<CertificateFilter>> {
    // What is asked for anew stays the same certificate: none was made from another one.
    if call.parent_id.is_some() || call.is_parent.is_some_and(Flag::is_on) {
        return Ok(None);
    }
    let holder = holder(cx, &call).await?.asked();
    let (state, products) = (state(&call)?.asked(), products(cx, &call)?);
    let days = day(call.begins.as_ref()).zip(day(call.expires.as_ref()));
    let (Some(holder), Some(state), Some((begins, paid_until))) = (holder, state, days) else {
        return Ok(None);
    };
    let name = |name: &str| {
        certified_name(name, Field::Domain).unwrap_or_else(|_| name.trim().to_lowercase())
    };
    Ok(Some(CertificateFilter {
        id: call.id.map(|id| SubscriptionId(id.0)),
        number: call.remoteid.map(|number| number.0),
        products,
        state: state.map(|state| (state, cx.now())),
        holder,
        seller: None,
        name: call.name.map(|label| name(&label.0)),
        years: call.amount.map(|amount| amount.0),
        begins,
        paid_until,
    }))
}

/// A login that nobody in sight has holds nothing.
async fn holder(cx: &Context, call: &SearchCertificates) -> Handled<Wanted<AccountId>> {
    let numbered = Wanted::Any.and(call.client_id.map(|id| AccountId(id.0)));
    let Some(login) = &call.client else { return Ok(numbered) };
    match below::by_login(cx, AUDIENCE, &login.0).await {
        Ok(found) => Ok(numbered.and(Some(found.account.id))),
        Err(Error::NotFound(_)) => Ok(Wanted::Nothing),
        Err(error) => Err(error.into()),
    }
}

/// A number that no state has is true of none.
fn state(call: &SearchCertificates) -> Handled<Wanted<CertificateState>> {
    let mut wanted = Wanted::Any;
    if let Some(word) = &call.state {
        let known = row::state(&word.0).ok_or(Refused::unknown_word("state"))?;
        wanted = known.map_or(Wanted::Nothing, Wanted::Only);
    }
    let Some(number) = call.state_id else { return Ok(wanted) };
    Ok(row::numbered_state(number.0).map_or(Wanted::Nothing, |state| wanted.and(Some(state))))
}

/// The products that fit; none where all of them do.
fn products(cx: &Context, call: &SearchCertificates) -> Result<Option<Vec<ProductId>>, Error> {
    let numbers = [call.type_id, call.product_id, call.object_id].map(|id| id.map(buy::number));
    let (word, label) = (call.r#type.as_ref(), call.type_label.as_ref());
    if numbers == [None; 3] && word.is_none() && label.is_none() {
        return Ok(None);
    }
    let fitting = certificates::products(cx)?.into_iter().filter(|product| {
        numbers.into_iter().flatten().all(|number| number == product.id)
            && word.is_none_or(|word| word.0 == product.word)
            && label.is_none_or(|label| label.0 == product.name)
    });
    Ok(Some(fitting.map(|product| product.id).collect()))
}

/// The moments of a day; none where the calendar of certificates does not reach it.
fn day(sent: Option<&Date>) -> Option<Option<(Timestamp, Timestamp)>> {
    let Some(day) = sent else { return Some(None) };
    let begin = Timestamp::parse(&format!("{}T00:00:00Z", day.0))?;
    Some(Some((begin, begin + Seconds::DAY)))
}
