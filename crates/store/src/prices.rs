//! Price settings. A new one takes the place of the old one, which stays for the charges it made.

use model::Result;
use model::account::AccountId;
use model::money::Currency;
use model::price::{Figures, PriceKind, PriceSetting};
use model::time::Timestamp;

use crate::tx::{Row, Tx};
use crate::word;

/// Stands for "everyone below the seller" where a setting would name one buyer.
const EVERYONE: i64 = 0;

const COLUMNS: &str = "id, kind, currency, register_minor, renew_minor, transfer_minor, \
     redemption_minor, premium_minor, opted_out, tld, buyer";

fn read_setting(row: &Row<'_>) -> Result<PriceSetting> {
    let kind = row.text(1)?;
    Ok(PriceSetting {
        version: row.int(0)?,
        kind: word(&kind, PriceKind::from_word(&kind))?,
        figures: Figures {
            currency: Currency::parse(&row.text(2)?)?,
            minor: [row.int(3)?, row.int(4)?, row.int(5)?, row.int(6)?, row.int(7)?],
        },
        opted_out: row.truth(8)?,
    })
}

/// A setting, the extension it is for, and whether it is for one account only.
#[derive(Debug, Clone)]
pub struct StoredPrice {
    /// The extension.
    pub tld: String,
    /// For one account (else for everyone below the seller).
    pub personal: bool,
    /// The setting.
    pub setting: PriceSetting,
}

fn read_price(row: &Row<'_>) -> Result<StoredPrice> {
    Ok(StoredPrice {
        tld: row.text(9)?,
        personal: row.int(10)? != EVERYONE,
        setting: read_setting(row)?,
    })
}

impl Tx<'_> {
    /// The settings of a seller that bear on a buyer, for one extension or for all.
    ///
    /// # Errors
    /// When the database fails.
    pub fn price_settings(
        &mut self,
        seller: AccountId,
        buyer: AccountId,
        tld: Option<&str>,
    ) -> Result<Vec<StoredPrice>> {
        let sql = |condition: &str| {
            format!(
                "SELECT {COLUMNS} FROM price_setting WHERE seller = ?1 AND buyer IN (0, ?2)
                 AND current = 1 {condition} ORDER BY tld, buyer"
            )
        };
        match tld {
            Some(tld) => self.all(
                &sql("AND tld = ?3"),
                &[seller.0.into(), buyer.0.into(), tld.into()],
                read_price,
            ),
            None => self.all(&sql(""), &[seller.0.into(), buyer.0.into()], read_price),
        }
    }

    /// Writes a setting; its version is the row's id.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_price(
        &mut self,
        seller: AccountId,
        buyer: Option<AccountId>,
        tld: &str,
        setting: &PriceSetting,
        now: Timestamp,
    ) -> Result<i64> {
        let buyer = buyer.map_or(EVERYONE, |buyer| buyer.0);
        self.run(
            "UPDATE price_setting SET current = 0
             WHERE seller = ?1 AND buyer = ?2 AND tld = ?3 AND current = 1",
            &[seller.0.into(), buyer.into(), tld.into()],
        )?;
        let minor = setting.figures.minor;
        self.insert(
            "INSERT INTO price_setting
                 (seller, buyer, tld, kind, currency, register_minor, renew_minor, transfer_minor,
                  redemption_minor, premium_minor, opted_out, at, current)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 1) RETURNING id",
            &[
                seller.0.into(),
                buyer.into(),
                tld.into(),
                setting.kind.word().into(),
                setting.figures.currency.code().into(),
                minor[0].into(),
                minor[1].into(),
                minor[2].into(),
                minor[3].into(),
                minor[4].into(),
                setting.opted_out.into(),
                now.into(),
            ],
        )
    }
}
