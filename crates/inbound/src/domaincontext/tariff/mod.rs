//! Price lists.

use app::accounts::below;
use app::tariffs::{self, Item, Paid, Tariff, TariffKind, TariffPrice};
use dialects::domaincontext::arguments::{Login, Reference};
use dialects::domaincontext::tariff::available::ListTariffs;
use dialects::domaincontext::tariff::info::{ReadTariff, Resource, TariffDetails};
use dialects::domaincontext::tariff::row::TariffRow;
use model::error::{Error, Field, Noun};
use model::product::Cycle;
use model::server::Virtualisation;
use wire::Api;

use super::AUDIENCE;
use super::door::{Caller, DomainContextDoor};
use super::errors::{Handled, Refused};
use super::money::amount;
use super::whom;

pub fn routes(api: Api<DomainContextDoor>) -> Api<DomainContextDoor> {
    api.on::<ListTariffs, _>(list).on::<ReadTariff, _>(read).on_bulk::<ReadTariff, _>(read)
}

async fn list(caller: Caller, call: ListTariffs) -> Handled<Vec<TariffRow>> {
    let wanted = call.r#type.as_ref().map(wanted).transpose()?;
    let fits = |tariff: &Tariff| wanted.is_none_or(|wanted| wanted.contains(&kind(tariff.kind)));
    let found = match &call.seller {
        Some(seller) => of_seller(&caller, seller).await?,
        None => tariffs::available(caller.cx()?, AUDIENCE).await?,
    };
    Ok(found.iter().filter(|tariff| fits(tariff)).map(row).collect())
}

async fn read(caller: Caller, call: ReadTariff) -> Handled<TariffDetails> {
    let missing = || Refused::about(Error::Missing(Field::Product), "id");
    let number = call.id.ok_or_else(missing)?.0;
    let found = tariffs::numbered(caller.cx()?, AUDIENCE, number).await;
    let tariff = found.map_err(|error| match error {
        Error::NotFound(Noun::Product) => Refused::about(error, "id"),
        other => other.into(),
    })?;
    let resources = tariff.prices.iter().map(resource).collect::<Result<_, _>>()?;
    Ok(TariffDetails { row: row(&tariff), resources })
}

/// What the caller's own seller offers it, or what the caller or a seller below it offers.
async fn of_seller(caller: &Caller, seller: &Login) -> Handled<Vec<Tariff>> {
    let cx = caller.cx()?;
    let owner = below::owner(cx, AUDIENCE).await?;
    if owner.seller.is_some() && owner.seller_login.eq_ignore_ascii_case(&seller.0) {
        return Ok(tariffs::available(cx, AUDIENCE).await?);
    }
    let acting = whom::acting_for_seller(cx, seller).await?;
    Ok(tariffs::offered(&acting, AUDIENCE).await?)
}

/// The kinds that a word asks for.
fn wanted(word: &Reference) -> Handled<&'static [&'static str]> {
    match word.0.to_ascii_lowercase().as_str() {
        "domain" => Ok(&["domain"]),
        "certificate" => Ok(&["certificate"]),
        "svds" => Ok(&["svds"]),
        "ovds" => Ok(&["ovds"]),
        "server" => Ok(&["svds", "ovds"]),
        _ => Err(Refused::unknown_word("type")),
    }
}

const fn kind(kind: TariffKind) -> &'static str {
    match kind {
        TariffKind::Names => "domain",
        TariffKind::Certificates => "certificate",
        TariffKind::Servers(Virtualisation::Xen) => "svds",
        TariffKind::Servers(Virtualisation::OpenVz) => "ovds",
    }
}

fn row(tariff: &Tariff) -> TariffRow {
    TariffRow {
        id: tariff.number,
        name: tariff.name.clone(),
        tariff: tariff.name.clone(),
        r#type: kind(tariff.kind).to_owned(),
        currency: tariff.currency.code().to_owned(),
        client: tariff.seller.login.clone(),
        seller: tariff.seller.login.clone(),
        is_personal: tariff.personal,
        note: String::new(),
        label: tariff.description.lines().map(str::trim).collect::<Vec<_>>().join(", "),
    }
}

fn resource(price: &TariffPrice) -> Result<Resource, Error> {
    let zone = match &price.item {
        Item::Extension(extension) => Some(extension.clone()),
        Item::Product(..) => None,
    };
    Ok(Resource {
        id: price.number,
        r#type: word(price.paid).to_owned(),
        zone,
        object_id: Some(price.item.number()),
        price: amount(price.price)?,
        fee: amount(price.setup)?,
        quantity: 1,
        unit: unit(price.paid).to_owned(),
        currency: price.price.currency.code().to_owned(),
    })
}

/// The word for what is paid.
pub(super) const fn word(paid: Paid) -> &'static str {
    match paid {
        Paid::Registration => "dregistration",
        Paid::Transfer => "dtransfer",
        Paid::Renewal => "drenewal",
        Paid::ExpiredBack => "drestore_expired",
        Paid::DeletedBack => "drestore_deleted",
        Paid::Certificate => "certificate_purchase",
        Paid::CertificateRenewal => "certificate_renewal",
        Paid::Server(Cycle::Month) => "monthly",
        Paid::Server(Cycle::Quarter) => "quarterly",
        Paid::Server(Cycle::HalfYear) => "half_yearly",
        Paid::Server(Cycle::Year) => "yearly",
        Paid::Server(Cycle::TwoYears) => "two_yearly",
        Paid::Server(Cycle::ThreeYears) => "three_yearly",
    }
}

/// The word for what is counted.
const fn unit(paid: Paid) -> &'static str {
    match paid {
        Paid::Transfer | Paid::ExpiredBack | Paid::DeletedBack => "items",
        Paid::Registration | Paid::Renewal | Paid::Certificate | Paid::CertificateRenewal => "year",
        Paid::Server(cycle) => cycle.word(),
    }
}
