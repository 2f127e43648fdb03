//! Reads the shelf from the files of the `shelf` folder: one folder for each shop, in it `shop.toml`
//! and one file for each family of products; beside them what servers can be had as, and what tenants of
//! resellers may be.

/// One file of products.
mod family;
/// What tenants of resellers may be.
mod plans;
/// What servers can be had as.
mod servers;

use std::collections::BTreeMap;
use std::path::Path;

use model::affiliate::{Campaign, CommissionPlan};
use model::error::Field;
use model::invoice::{PaymentMethod, Tax};
use model::money::{Currency, Money};
use model::product::{Category, CategoryId};
use model::shelf::{Place, Shelf, Shop, WebServer};
use serde::Deserialize;

/// The file with everything of a shop but its products.
const SHOP: &str = "shop.toml";
/// The file that says what servers can be had as.
const SERVERS: &str = "servers.toml";
/// The file that says what tenants of resellers may be.
const PLANS: &str = "plans.toml";

/// The files that the program carries with it: shop, file, text.
const EMBEDDED: [(&str, &str, &str); 14] = [
    ("usd", SHOP, include_str!("../../../../shelf/usd/shop.toml")),
    ("usd", "certificates.toml", include_str!("../../../../shelf/usd/certificates.toml")),
    ("usd", "dns.toml", include_str!("../../../../shelf/usd/dns.toml")),
    ("usd", "hosting.toml", include_str!("../../../../shelf/usd/hosting.toml")),
    ("usd", "reseller.toml", include_str!("../../../../shelf/usd/reseller.toml")),
    ("usd", "servers.toml", include_str!("../../../../shelf/usd/servers.toml")),
    ("aud", "shop.toml", include_str!("../../../../shelf/aud/shop.toml")),
    ("aud", "certificates.toml", include_str!("../../../../shelf/aud/certificates.toml")),
    ("aud", "dns.toml", include_str!("../../../../shelf/aud/dns.toml")),
    ("aud", "fax.toml", include_str!("../../../../shelf/aud/fax.toml")),
    ("aud", "hosting.toml", include_str!("../../../../shelf/aud/hosting.toml")),
    ("aud", "marketing.toml", include_str!("../../../../shelf/aud/marketing.toml")),
    ("aud", "protection.toml", include_str!("../../../../shelf/aud/protection.toml")),
    ("aud", "servers.toml", include_str!("../../../../shelf/aud/servers.toml")),
];

/// What servers can be had as, as the program carries it with it.
const EMBEDDED_SERVERS: &str = include_str!("../../../../shelf/servers.toml");
/// What tenants of resellers may be, as the program carries it with it.
const EMBEDDED_PLANS: &str = include_str!("../../../../shelf/plans.toml");

/// The shelf that the program carries with it.
///
/// # Errors
/// Says in words which file and number is wrong; the shipped files are tested.
pub fn embedded() -> Result<Shelf, String> {
    let files =
        EMBEDDED.map(|(shop, file, text)| (shop.to_owned(), file.to_owned(), text.to_owned()));
    assemble(files, EMBEDDED_SERVERS, EMBEDDED_PLANS)
}

/// The shelf in the folders of a folder.
///
/// # Errors
/// Says in words which file cannot be read, or which number in it is wrong.
pub fn from_folder(path: &Path) -> Result<Shelf, String> {
    let mut files = Vec::new();
    for shop in entries(path)?.into_iter().filter(|entry| entry.is_dir()) {
        for file in entries(&shop)? {
            if file.extension().is_some_and(|extension| extension == "toml") {
                let text = std::fs::read_to_string(&file)
                    .map_err(|why| format!("{}: {why}", file.display()))?;
                files.push((name(&shop), name(&file), text));
            }
        }
    }
    assemble(files, &text_if_there(&path.join(SERVERS))?, &text_if_there(&path.join(PLANS))?)
}

fn text_if_there(path: &Path) -> Result<String, String> {
    match path.exists() {
        true => std::fs::read_to_string(path).map_err(|why| format!("{}: {why}", path.display())),
        false => Ok(String::new()),
    }
}

fn entries(path: &Path) -> Result<Vec<std::path::PathBuf>, String> {
    let listing = std::fs::read_dir(path).map_err(|why| format!("{}: {why}", path.display()))?;
    let mut entries = listing
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(|why| format!("{}: {why}", path.display()))?;
    entries.sort();
    Ok(entries)
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ShopFile {
    currency: String,
    names: u32,
    tax: Option<TaxRow>,
    payment_method: Vec<MethodRow>,
    category: Vec<CategoryRow>,
    #[serde(default)]
    commission_plan: Vec<PlanRow>,
    #[serde(default)]
    campaign: Vec<CampaignRow>,
    #[serde(default)]
    web_server: Vec<WebServerRow>,
    #[serde(default)]
    place: Vec<PlaceRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TaxRow {
    name: String,
    percent: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MethodRow {
    id: u32,
    name: String,
    fixed: String,
    percent: String,
    #[serde(default)]
    automatic: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CategoryRow {
    id: u32,
    name: String,
    slug: String,
    #[serde(default)]
    description: String,
    /// Left out, it is.
    listed: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlanRow {
    id: u32,
    name: String,
    percent: String,
    least_payout: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CampaignRow {
    id: u32,
    name: String,
    url: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WebServerRow {
    /// Left out, its place in the list, from 1.
    number: Option<u32>,
    word: String,
    name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlaceRow {
    category: String,
    code: String,
    name: String,
    state: Option<String>,
    state_name: Option<String>,
}

type Files = BTreeMap<String, Vec<(String, String)>>;

fn assemble(
    files: impl IntoIterator<Item = (String, String, String)>,
    servers: &str,
    plans: &str,
) -> Result<Shelf, String> {
    let mut shops = Files::new();
    for (shop, file, text) in files {
        shops.entry(shop).or_default().push((file, text));
    }
    let shops = shops
        .into_iter()
        .map(|(folder, files)| read_shop(&files).map_err(|why| format!("{folder}/{why}")));
    let servers = servers::read(servers).map_err(|why| format!("{SERVERS}: {why}"))?;
    let plans = plans::read(plans).map_err(|why| format!("{PLANS}: {why}"))?;
    Shelf::new(shops.collect::<Result<_, _>>()?, servers).map(|shelf| shelf.with_plans(plans))
}

fn read_shop(files: &[(String, String)]) -> Result<Shop, String> {
    let (_, text) = files
        .iter()
        .find(|(file, _)| file == SHOP)
        .ok_or_else(|| format!("{SHOP}: the file is missing"))?;
    let mut shop = shop_of(text).map_err(|why| format!("{SHOP}: {why}"))?;
    for (file, text) in files.iter().filter(|(file, _)| file != SHOP) {
        let products = family::read(text, shop.currency).map_err(|why| format!("{file}: {why}"))?;
        shop.products.extend(products);
    }
    Ok(shop)
}

fn shop_of(text: &str) -> Result<Shop, String> {
    let file: ShopFile =
        toml::from_str(text).map_err(|why| why.to_string().trim_end().to_owned())?;
    let currency = Currency::parse(&file.currency)
        .map_err(|_| format!("{:?} is not a currency", file.currency))?;
    let tax = file
        .tax
        .map(|tax| percent(&tax.percent).map(|basis_points| Tax { name: tax.name, basis_points }));
    let method = |row: MethodRow| {
        Ok::<_, String>(PaymentMethod {
            id: row.id,
            name: row.name,
            fixed: amount(&row.fixed, currency)?,
            basis_points: percent(&row.percent)?,
            automatic: row.automatic,
        })
    };
    let plan = |row: PlanRow| {
        Ok::<_, String>(CommissionPlan {
            id: row.id,
            name: row.name,
            basis_points: percent(&row.percent)?,
            least_payout: amount(&row.least_payout, currency)?,
        })
    };
    let category = |row: CategoryRow| Category {
        id: CategoryId(row.id),
        name: row.name,
        description: row.description,
        slug: row.slug,
        listed: row.listed.unwrap_or(true),
    };
    Ok(Shop {
        currency,
        tax: tax.transpose()?,
        methods: file.payment_method.into_iter().map(method).collect::<Result<_, _>>()?,
        categories: file.category.into_iter().map(category).collect(),
        names: CategoryId(file.names),
        products: Vec::new(),
        plans: file.commission_plan.into_iter().map(plan).collect::<Result<_, _>>()?,
        campaigns: file
            .campaign
            .into_iter()
            .map(|row| Campaign { id: row.id, name: row.name, url: row.url })
            .collect(),
        web_servers: file
            .web_server
            .into_iter()
            .zip(1..)
            .map(|(row, place)| WebServer {
                number: row.number.unwrap_or(place),
                word: row.word,
                name: row.name,
            })
            .collect(),
        places: file.place.into_iter().map(place).collect(),
    })
}

fn place(row: PlaceRow) -> Place {
    let name = row.state_name;
    let state = row.state.map(|code| (code.clone(), name.unwrap_or(code)));
    Place { category: row.category, code: row.code, name: row.name, state }
}

/// An amount that is not below nothing.
fn amount(text: &str, currency: Currency) -> Result<Money, String> {
    Money::parse(text, currency, Field::Amount)
        .ok()
        .filter(|amount| amount.minor >= 0)
        .ok_or_else(|| format!("{text:?} is not a price in {currency}"))
}

/// Hundredths of a per cent out of a text such as `2.9`.
fn percent(text: &str) -> Result<i64, String> {
    amount(text, Currency::USD)
        .map(|hundredths| hundredths.minor)
        .map_err(|_| format!("{text:?} is not a percentage"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_shelf_is_sound() {
        let shelf = embedded().unwrap();
        let shop = shelf.shop(Currency::USD).unwrap();
        assert!(shop.products.len() >= 5);
        assert!(shop.methods.iter().any(|method| method.automatic));
        let servers = shop.products.iter().filter(|product| product.server.is_some());
        assert!(servers.clone().any(|product| product.name == "XENSSD VDS 4 100+"));
        assert!(servers.map(|product| shop.listed_product(product.id)).all(|found| found.is_err()));
    }

    #[test]
    fn what_does_not_fit_is_named() {
        let files = |products: &str| {
            let (_, _, shop) = EMBEDDED[0];
            [
                ("usd".to_owned(), SHOP.to_owned(), shop.to_owned()),
                ("usd".to_owned(), "odd.toml".to_owned(), products.to_owned()),
            ]
        };
        let product = |more: &str| {
            format!(
                "[[product]]\nid = 1\nkind = \"hosting\"\nname = \"Odd\"\nplan = \"odd\"\n{more}"
            )
        };
        for (text, word) in [
            (product("category = 10\nprices = []\n"), "no cycle"),
            (
                product("category = 99\nprices = [{ cycle = \"month\", price = \"1.00\" }]\n"),
                "category 99",
            ),
            (product("category = 10\nprices = [{ cycle = \"day\", price = \"1.00\" }]\n"), "day"),
            (
                product("category = 10\nprices = [{ cycle = \"month\", price = \"1.005\" }]\n"),
                "1.005",
            ),
        ] {
            let why = assemble(files(&text), "", "").unwrap_err();
            assert!(why.contains(word) && why.starts_with("usd/") || why.contains(word), "{why}");
        }
    }
}
