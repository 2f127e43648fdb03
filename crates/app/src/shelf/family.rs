//! One file of products.

use model::certificate::CertificateRules;
use model::money::{Currency, Money};
use model::product::{
    Addon, CategoryId, Cycle, CyclePrice, FeatureKind, FeatureRules, FieldItem, FieldKind,
    FormField, Product, ProductId, ProductKind,
};
use model::server::ServerPlan;
use serde::Deserialize;

use super::{amount, servers};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FamilyFile {
    product: Vec<ProductRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProductRow {
    id: u32,
    kind: String,
    category: u32,
    name: String,
    plan: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    needs_domain: bool,
    stock: Option<u32>,
    prices: Vec<PriceRow>,
    #[serde(default)]
    field: Vec<FieldRow>,
    #[serde(default)]
    addon: Vec<AddonRow>,
    #[serde(default)]
    subproducts: Vec<u32>,
    #[serde(default)]
    upgrades: Vec<u32>,
    server: Option<ServerRow>,
    certificate: Option<CertificateRow>,
    feature: Option<FeatureRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FeatureRow {
    kind: String,
    value: String,
    of: Vec<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CertificateRow {
    brand: String,
    #[serde(default)]
    organization: bool,
    #[serde(default)]
    wildcard: bool,
    names: u16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ServerRow {
    virtualisation: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PriceRow {
    cycle: String,
    price: String,
    setup: Option<String>,
    renewal: Option<String>,
    #[serde(default)]
    trial: bool,
    /// Left out, it is, but for a trial.
    renewable: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldRow {
    id: u32,
    title: String,
    resource: String,
    kind: String,
    longest: Option<u16>,
    least: Option<u32>,
    most: Option<u32>,
    #[serde(default)]
    required: bool,
    #[serde(default)]
    upgradable: bool,
    #[serde(default)]
    items: Vec<ItemRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemRow {
    id: u32,
    title: String,
    monthly: Option<String>,
    setup: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AddonRow {
    id: u32,
    title: String,
    resource: String,
    #[serde(default)]
    description: String,
    prices: Vec<PriceRow>,
}

/// The products in a file, in order.
pub(super) fn read(text: &str, currency: Currency) -> Result<Vec<Product>, String> {
    let file: FamilyFile =
        toml::from_str(text).map_err(|why| why.to_string().trim_end().to_owned())?;
    let product = |row: ProductRow| {
        let id = row.id;
        product(row, currency).map_err(|why| format!("product {id}: {why}"))
    };
    file.product.into_iter().map(product).collect()
}

fn product(row: ProductRow, currency: Currency) -> Result<Product, String> {
    let kind = ProductKind::from_word(&row.kind)
        .ok_or_else(|| format!("{:?} is not a kind of product", row.kind))?;
    let prices = |rows: Vec<PriceRow>| {
        rows.into_iter().map(|row| price(&row, currency)).collect::<Result<Vec<_>, _>>()
    };
    let server = |row: ServerRow| {
        servers::virtualisation(&row.virtualisation)
            .map(|virtualisation| ServerPlan { virtualisation })
    };
    let addon = |row: AddonRow| {
        Ok::<_, String>(Addon {
            id: row.id,
            title: row.title,
            description: row.description,
            resource: row.resource,
            prices: prices(row.prices)?,
        })
    };
    Ok(Product {
        id: ProductId(row.id),
        kind,
        category: CategoryId(row.category),
        name: row.name,
        description: row.description.trim().to_owned(),
        plan: row.plan,
        needs_domain: row.needs_domain,
        stock: row.stock,
        prices: prices(row.prices)?,
        fields: row.field.into_iter().map(|row| field(row, currency)).collect::<Result<_, _>>()?,
        addons: row.addon.into_iter().map(addon).collect::<Result<_, _>>()?,
        subproducts: row.subproducts.into_iter().map(ProductId).collect(),
        upgrades: row.upgrades.into_iter().map(ProductId).collect(),
        certificate: row.certificate.map(certificate),
        server: row.server.map(server).transpose()?,
        feature: row.feature.map(feature).transpose()?,
    })
}

fn certificate(row: CertificateRow) -> CertificateRules {
    CertificateRules {
        brand: row.brand,
        names_organization: row.organization,
        wildcard: row.wildcard,
        most_names: row.names,
    }
}

fn feature(row: FeatureRow) -> Result<FeatureRules, String> {
    let kind = FeatureKind::from_word(&row.kind)
        .ok_or_else(|| format!("{:?} is not a kind of feature", row.kind))?;
    if row.value.trim().is_empty() {
        return Err("a feature adds nothing".to_owned());
    }
    Ok(FeatureRules { kind, value: row.value, of: row.of.into_iter().map(ProductId).collect() })
}

fn price(row: &PriceRow, currency: Currency) -> Result<CyclePrice, String> {
    let cycle =
        Cycle::from_word(&row.cycle).ok_or_else(|| format!("{:?} is not a cycle", row.cycle))?;
    Ok(CyclePrice {
        cycle,
        price: amount(&row.price, currency)?,
        setup: optional(row.setup.as_deref(), currency)?,
        renewal: row.renewal.as_deref().map(|text| amount(text, currency)).transpose()?,
        trial: row.trial,
        renewable: row.renewable.unwrap_or(!row.trial),
    })
}

fn optional(text: Option<&str>, currency: Currency) -> Result<Money, String> {
    text.map_or(Ok(Money::zero(currency)), |text| amount(text, currency))
}

fn field(row: FieldRow, currency: Currency) -> Result<FormField, String> {
    let id = row.id;
    let item = |row: ItemRow| {
        Ok::<_, String>(FieldItem {
            id: row.id,
            title: row.title,
            monthly: optional(row.monthly.as_deref(), currency)?,
            setup: optional(row.setup.as_deref(), currency)?,
        })
    };
    let kind = match row.kind.as_str() {
        "input" => FieldKind::Input(row.longest.unwrap_or(255)),
        "select" => FieldKind::Select,
        "quantity" => FieldKind::Quantity {
            least: row.least.unwrap_or(1),
            most: row
                .most
                .ok_or_else(|| format!("field {id}: say how many there may be at most"))?,
        },
        "checkbox" => FieldKind::Checkbox,
        other => return Err(format!("field {id}: {other:?} is not a kind of field")),
    };
    if !kind.takes(row.items.len()) {
        return Err(format!("field {id}: its items do not fit its kind"));
    }
    Ok(FormField {
        id,
        title: row.title,
        resource: row.resource,
        kind,
        required: row.required,
        upgradable: row.upgradable,
        items: row.items.into_iter().map(item).collect::<Result<_, _>>()?,
    })
}
