//! One family's file: `[family]` holds what its extensions share, each `[[tld]]` what it has of its
//! own. An extension's table is laid over the family's, and the whole must say everything.

use model::error::{Field, PriceAction};
use model::money::{Currency, Money};
use model::price::Figures;
use model::product::{FieldItem, FieldKind, FormField};
use model::time::{Days, Years};
use model::tld::{Silence, TldRules};
use serde::Deserialize;
use toml::Table;

use super::Entry;

/// Reads the extensions of one file.
pub(super) fn read(file: &str, text: &str) -> Result<Vec<Entry>, String> {
    let family: FamilyFile =
        toml::from_str(text).map_err(|why| format!("{file}: {}", why.to_string().trim_end()))?;
    family.tld.iter().map(|own| laid_over(file, &family.family, own)).collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FamilyFile {
    family: Table,
    tld: Vec<Table>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: String,
    uses_auth_code: bool,
    starts_locked: bool,
    silence: WrittenSilence,
    transfer_adds: u8,
    transfer_lock: u16,
    transfer_window: u16,
    registration_years: (u8, u8),
    longest: u8,
    nameservers: (u8, u8),
    suspend_after: u16,
    redemption_after: u16,
    delete_after: u16,
    add_grace: u16,
    redemption: u16,
    pending_delete: u16,
    unlock_grace: u16,
    cost: WrittenCost,
    #[serde(default)]
    fields: Vec<WrittenField>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenField {
    id: u32,
    title: String,
    key: String,
    kind: WrittenKind,
    longest: Option<u16>,
    #[serde(default)]
    required: bool,
    #[serde(default)]
    items: Vec<WrittenItem>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum WrittenKind {
    Input,
    Select,
    Checkbox,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenItem {
    id: u32,
    title: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum WrittenSilence {
    Approves,
    Rejects,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenCost {
    currency: String,
    registration: String,
    renewal: String,
    transfer: String,
    redemption: String,
    premium: String,
}

fn laid_over(file: &str, family: &Table, own: &Table) -> Result<Entry, String> {
    let tld = own
        .get("name")
        .and_then(|name| name.as_str())
        .ok_or_else(|| format!("{file}: an extension has no `name`"))?;
    let mut whole = family.clone();
    whole.extend(own.clone());
    let place = |why: String| format!("{file}: .{tld}: {}", why.trim_end());
    let written: Written =
        whole.try_into().map_err(|why: toml::de::Error| place(why.to_string()))?;
    let cost = figures(&written.cost).map_err(place)?;
    Ok(Entry { rules: rules(written), cost })
}

fn rules(written: Written) -> TldRules {
    TldRules {
        tld: written.name,
        group: String::new(),
        uses_auth_code: written.uses_auth_code,
        starts_locked: written.starts_locked,
        registration_years: (
            Years(written.registration_years.0),
            Years(written.registration_years.1),
        ),
        longest: Years(written.longest),
        transfer_adds: Years(written.transfer_adds),
        nameservers: written.nameservers,
        suspend_after: Days(written.suspend_after),
        redemption_after: Days(written.redemption_after),
        delete_after: Days(written.delete_after),
        add_grace: Days(written.add_grace),
        redemption: Days(written.redemption),
        pending_delete: Days(written.pending_delete),
        unlock_grace: Days(written.unlock_grace),
        transfer_lock: Days(written.transfer_lock),
        transfer_window: Days(written.transfer_window),
        silence: match written.silence {
            WrittenSilence::Approves => Silence::Approves,
            WrittenSilence::Rejects => Silence::Rejects,
        },
        fields: written.fields.into_iter().map(field).collect(),
    }
}

fn field(written: WrittenField) -> FormField {
    // Nothing is the same in every currency.
    let nothing = Money::zero(Currency::USD);
    let item = |item: WrittenItem| FieldItem {
        id: item.id,
        title: item.title,
        monthly: nothing,
        setup: nothing,
    };
    FormField {
        id: written.id,
        title: written.title,
        resource: written.key,
        kind: match written.kind {
            WrittenKind::Input => FieldKind::Input(written.longest.unwrap_or(255)),
            WrittenKind::Select => FieldKind::Select,
            WrittenKind::Checkbox => FieldKind::Checkbox,
        },
        required: written.required,
        upgradable: false,
        items: written.items.into_iter().map(item).collect(),
    }
}

fn figures(cost: &WrittenCost) -> Result<Figures, String> {
    let currency = Currency::parse(&cost.currency)
        .map_err(|_| format!("`cost.currency`: {:?} is no currency", cost.currency))?;
    let mut minor = [0; 5];
    for action in PriceAction::ALL {
        let text = cost.of(action);
        minor[action as usize] = Money::parse(text, currency, Field::Price(action))
            .ok()
            .filter(|amount| amount.minor >= 0)
            .ok_or_else(|| {
                format!("`cost.{}`: {text:?} is no amount of {currency}", action.word())
            })?
            .minor;
    }
    Ok(Figures { currency, minor })
}

impl WrittenCost {
    fn of(&self, action: PriceAction) -> &str {
        match action {
            PriceAction::Register => &self.registration,
            PriceAction::Renew => &self.renewal,
            PriceAction::Transfer => &self.transfer,
            PriceAction::Redemption => &self.redemption,
            PriceAction::Premium => &self.premium,
        }
    }
}
