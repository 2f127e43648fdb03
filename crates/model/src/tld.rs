//! The TLD rulebook: what registries allow, as data. Reading its files happens elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::Result;
use crate::product::{self, Choice, FieldKind, FormField};
use crate::time::{Days, Years};

/// What happens to a transfer that nobody answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Silence {
    /// It succeeds, as under ICANN's transfer policy.
    Approves,
    /// It fails, as under .za's vote.
    Rejects,
}

/// The rules for names under one extension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TldRules {
    /// The extension, without a leading dot.
    pub tld: String,
    /// The group it is offered under, for people.
    pub group: String,
    /// Whether a transfer is authorised by a code that travels with the name.
    pub uses_auth_code: bool,
    /// Whether new names start locked against transfer.
    pub starts_locked: bool,
    /// Years of a first registration.
    pub registration_years: (Years, Years),
    /// No registration may end later than this many years from now.
    pub longest: Years,
    /// How many years a transfer adds.
    pub transfer_adds: Years,
    /// How many nameservers a name may have; none is always allowed.
    pub nameservers: (u8, u8),
    /// After the expiry: the name stops resolving.
    pub suspend_after: Days,
    /// After the expiry: only a restore brings it back (RFC 3915).
    pub redemption_after: Days,
    /// After the expiry: the name is free again.
    pub delete_after: Days,
    /// A name deleted this soon after registration is free at once (RFC 3915, add grace).
    pub add_grace: Days,
    /// How long a deleted name can be restored (RFC 3915, redemption).
    pub redemption: Days,
    /// How long it then waits to be free (RFC 3915, pending delete).
    pub pending_delete: Days,
    /// After a registration or a transfer in: the lock cannot be taken off.
    pub unlock_grace: Days,
    /// After a registration or a transfer in: the name cannot move to another registrar.
    pub transfer_lock: Days,
    /// How long the losing side may answer a transfer.
    pub transfer_window: Days,
    /// What its silence means.
    pub silence: Silence,
    /// What the registry asks besides contacts when a name is registered, such as who is eligible.
    /// Filling it in costs nothing.
    pub fields: Vec<FormField>,
}

/// The number of an extension, where one is asked for: 24 bits of its FNV-1a hash, so that it stays the
/// same whatever else is sold. The rulebook refuses extensions that would share one.
#[must_use]
pub const fn number(tld: &str) -> u32 {
    let (bytes, mut hash, mut place) = (tld.as_bytes(), 0x811C_9DC5_u32, 0);
    while place < bytes.len() {
        hash = (hash ^ bytes[place] as u32).wrapping_mul(0x0100_0193);
        place += 1;
    }
    (hash >> 24) ^ (hash & 0x00FF_FFFF)
}

/// All extensions that are sold, in the order of their groups.
#[derive(Debug, Clone, Default)]
pub struct Rulebook {
    rules: BTreeMap<String, TldRules>,
    groups: Vec<(String, Vec<String>)>,
    numbers: BTreeMap<u32, String>,
    fields: BTreeMap<u32, FormField>,
    items: BTreeMap<u32, u32>,
}

impl Rulebook {
    /// Puts the rules together.
    ///
    /// # Errors
    /// Says in words which extension is inconsistent, and why.
    pub fn new(entries: Vec<TldRules>) -> Result<Self, String> {
        let mut book = Self::default();
        for rules in entries {
            rules.check().map_err(|why| format!(".{}: {why}", rules.tld))?;
            book.keep_fields(&rules).map_err(|why| format!(".{}: {why}", rules.tld))?;
            let (group, tld) = (rules.group.clone(), rules.tld.clone());
            if let Some(other) = book.numbers.insert(number(&tld), tld.clone())
                && other != tld
            {
                return Err(format!(".{tld}: has the number of .{other}"));
            }
            if book.rules.insert(tld.clone(), rules).is_some() {
                return Err(format!(".{tld}: stands twice"));
            }
            match book.groups.iter_mut().find(|(name, _)| *name == group) {
                Some((_, members)) => members.push(tld),
                None => book.groups.push((group, vec![tld])),
            }
        }
        Ok(book)
    }

    /// The rules for an extension, if it is sold.
    #[must_use]
    pub fn get(&self, tld: &str) -> Option<&TldRules> {
        self.rules.get(tld)
    }

    /// The rules for the extension with a number, if it is sold.
    #[must_use]
    pub fn numbered(&self, number: u32) -> Option<&TldRules> {
        self.rules.get(self.numbers.get(&number)?)
    }

    /// Groups and their extensions, in the order of the files.
    #[must_use]
    pub fn groups(&self) -> &[(String, Vec<String>)] {
        &self.groups
    }

    /// The numbers of all fields that extensions have.
    pub fn field_numbers(&self) -> impl Iterator<Item = u32> {
        self.fields.keys().copied()
    }

    /// The numbers of all items of those fields.
    pub fn item_numbers(&self) -> impl Iterator<Item = u32> {
        self.items.keys().copied()
    }

    /// Several extensions may ask the same, but a number means one thing in the whole book.
    fn keep_fields(&mut self, rules: &TldRules) -> Result<(), String> {
        for field in &rules.fields {
            match self.fields.get(&field.id) {
                Some(known) if known == field => continue,
                Some(_) => return Err(format!("another field has the number {}", field.id)),
                None => {}
            }
            for item in &field.items {
                if self.items.insert(item.id, field.id).is_some() {
                    return Err(format!("another item has the number {}", item.id));
                }
            }
            self.fields.insert(field.id, field.clone());
        }
        Ok(())
    }

    /// Every extension, in alphabetical order.
    pub fn tlds(&self) -> impl Iterator<Item = &TldRules> {
        self.rules.values()
    }
}

impl TldRules {
    /// Reads what was filled into the form of the extension.
    ///
    /// # Errors
    /// Names the field that cannot be meant, or that is missing.
    pub fn filled_in(&self, choices: &BTreeMap<u32, Choice>) -> Result<BTreeMap<u32, Choice>> {
        product::filled_in(&self.fields, choices)
    }

    /// What the registry is told of a form that was read, by what it calls each field.
    #[must_use]
    pub fn extras(&self, choices: &BTreeMap<u32, Choice>) -> BTreeMap<String, String> {
        product::told(&self.fields, choices)
    }

    fn check_fields(&self) -> Result<(), &'static str> {
        let mut seen = BTreeSet::new();
        for field in &self.fields {
            if !seen.insert(field.resource.as_str()) {
                return Err("two fields have the same key");
            }
            if matches!(field.kind, FieldKind::Quantity { .. }) {
                return Err("nothing is counted about a name");
            }
            if !field.kind.takes(field.items.len()) {
                return Err("the items of a field must fit its kind");
            }
            let costs =
                |item: &product::FieldItem| item.monthly.minor != 0 || item.setup.minor != 0;
            if field.items.iter().any(costs) {
                return Err("the items of a field must cost nothing");
            }
        }
        Ok(())
    }

    fn check(&self) -> Result<(), &'static str> {
        let (fewest, most) = self.registration_years;
        let plain = |byte: u8| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.')
        };
        if self.tld.is_empty() || !self.tld.bytes().all(plain) {
            return Err("the extension must be written as lower-case A-labels");
        }
        if fewest.0 == 0 || fewest > most || most > self.longest {
            return Err("registration years must rise from 1 to the longest");
        }
        if self.nameservers.0 > self.nameservers.1 || self.nameservers.1 > 13 {
            return Err("nameservers must rise, to 13 at most");
        }
        if self.suspend_after > self.redemption_after || self.redemption_after >= self.delete_after
        {
            return Err("suspension, redemption and deletion must follow each other");
        }
        if self.transfer_window.0 == 0 {
            return Err("a transfer needs time to be answered");
        }
        self.check_fields()
    }
}
