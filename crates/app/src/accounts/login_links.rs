//! Links that let somebody look at an account, or at something that runs for it, once and soon.
//!
//! The link says everything itself and is signed; what is stored is only that it was used.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use model::account::{AccountId, MemberRole, Standing};
use model::contact::Contact;
use model::error::{Noun, Prohibition, Restriction};
use model::event::EventKind;
use model::product::Category;
use model::subscription::{Subscription, SubscriptionId, SubscriptionState};
use model::time::{Seconds, Timestamp};
use model::{Error, Result};
use store::Tx;

use crate::keys::{Keys, Purpose, base64url, same};
use crate::realm::{Context, Realm};

/// How long a link can be opened.
const LIFE: Seconds = Seconds(300);
/// What the words of used links are said in.
const SCOPE: &str = "login-link";
/// What is signed: one byte and four numbers.
const SIGNED: usize = 1 + 4 * 8;
/// How long the signature is.
const SIGNATURE: usize = 32;

/// What a link leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To {
    /// The account that is acted for.
    Account,
    /// Something that runs for it.
    Subscription(SubscriptionId),
}

/// What whoever opened a link may see.
#[derive(Debug, Clone)]
pub struct Visit {
    /// Whose it is.
    pub account: AccountId,
    /// Who that is.
    pub person: Contact,
    /// When the account was opened.
    pub opened: Timestamp,
    /// What the link is for, where it is not for the account itself.
    pub product: Option<VisitedProduct>,
}

/// What runs for an account, as a visitor sees it.
#[derive(Debug, Clone)]
pub struct VisitedProduct {
    /// Its facts.
    pub subscription: Subscription,
    /// What it is called.
    pub name: String,
    /// Where its product stands.
    pub category: Category,
}

/// What a link says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Link {
    to: To,
    account: AccountId,
    ends: Timestamp,
    nonce: i64,
}

/// Makes a link for whoever the account belongs to.
///
/// # Errors
/// When the account is not open, or there is no such subscription, or it does not run.
pub async fn create(cx: &Context, to: To) -> Result<String> {
    if cx.caller.role != MemberRole::Owner {
        cx.needs_more_than_privileges()?;
    }
    let (account, member, now) = (cx.account(), cx.caller.member, cx.now());
    let ends = now + LIFE;
    let nonce = cx.realm.store.write(move |tx| {
        tx.lock_account(account)?;
        if tx.account(account)?.standing != Standing::Active {
            return Err(Error::Prohibited(Prohibition::CustomerNotActive));
        }
        let subject = match to {
            To::Account => String::new(),
            To::Subscription(id) => {
                running(tx, account, id)?;
                format!("subscription {}", id.0)
            }
        };
        // Entries of the log are counted, and no two links are the same entry.
        tx.log(account, member, EventKind::LoginLinkGiven, &subject, "", now)
    });
    let link = Link { to, account, ends, nonce: nonce.await? };
    Ok(format!("{}/login/{}", cx.realm.settings.public_url, link.written(&cx.realm.keys)))
}

/// Lets whoever brings a token in, once.
///
/// # Errors
/// `NotFound(Noun::LoginLink)` for one that is not ours or over, [`Error::NothingPending`] for one that
/// was used; [`Error::Forbidden`] while the account is not open.
pub async fn redeem(realm: &Arc<Realm>, token: &str) -> Result<Visit> {
    let unknown = || Error::NotFound(Noun::LoginLink);
    let link = Link::read(&realm.keys, token).ok_or_else(unknown)?;
    if realm.now() >= link.ends {
        return Err(unknown());
    }
    let here = Arc::clone(realm);
    realm
        .store
        .write(move |tx| {
            tx.lock_account(link.account)?;
            let account = tx.find_account(link.account)?.ok_or_else(unknown)?;
            if account.standing != Standing::Active {
                return Err(Error::Forbidden(Restriction::AccountSuspended));
            }
            if !tx.say_once(SCOPE, &link.nonce.to_string(), link.ends)? {
                return Err(Error::NothingPending(Noun::LoginLink));
            }
            let product = match link.to {
                To::Account => None,
                To::Subscription(id) => Some(visited(&here, running(tx, account.id, id)?)?),
            };
            let person = tx.owner(account.id)?.member.profile;
            Ok(Visit { account: account.id, person, opened: account.opened, product })
        })
        .await
}

/// A subscription of the account that can be looked at.
fn running(tx: &mut Tx<'_>, account: AccountId, id: SubscriptionId) -> Result<Subscription> {
    let stored = tx.subscription(id)?.map(|stored| stored.subscription);
    let found = stored.filter(|found| found.account == account);
    let found = found.ok_or(Error::NotFound(Noun::Subscription))?;
    if found.state != SubscriptionState::Active {
        return Err(Error::Prohibited(Prohibition::NotRunning));
    }
    Ok(found)
}

fn visited(realm: &Realm, subscription: Subscription) -> Result<VisitedProduct> {
    let product =
        realm.shelf.product(subscription.product).ok_or(Error::NotFound(Noun::Product))?;
    let category = realm.shop(subscription.recurring.currency)?.category(product.category)?.clone();
    Ok(VisitedProduct { name: product.name.clone(), category, subscription })
}

impl Link {
    fn signed(&self) -> [u8; SIGNED] {
        let (kind, object) = match self.to {
            To::Account => (b'a', self.account.0),
            To::Subscription(id) => (b's', id.0),
        };
        let mut bytes = [0; SIGNED];
        bytes[0] = kind;
        let numbers = [object, self.account.0, self.ends.unix(), self.nonce];
        for (place, number) in bytes[1..].chunks_exact_mut(8).zip(numbers) {
            place.copy_from_slice(&number.to_be_bytes());
        }
        bytes
    }

    fn written(&self, keys: &Keys) -> String {
        let signed = self.signed();
        let signature = keys.derive(Purpose::LoginLink, &[&signed]);
        base64url(&[signed.as_slice(), &signature].concat())
    }

    fn read(keys: &Keys, token: &str) -> Option<Self> {
        if token.len() > 2 * (SIGNED + SIGNATURE) {
            return None;
        }
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        let (signed, signature) = bytes.split_at_checked(SIGNED)?;
        if !same(signature, &keys.derive(Purpose::LoginLink, &[signed])) {
            return None;
        }
        let mut numbers = signed[1..].chunks_exact(8).map(|number| {
            let number = <[u8; 8]>::try_from(number).expect("chunks of eight bytes");
            i64::from_be_bytes(number)
        });
        let object = numbers.next()?;
        let to = match signed[0] {
            b'a' => To::Account,
            b's' => To::Subscription(SubscriptionId(object)),
            _ => return None,
        };
        let account = AccountId(numbers.next()?);
        let (ends, nonce) = (Timestamp::from_unix(numbers.next()?), numbers.next()?);
        Some(Self { to, account, ends, nonce })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(to: To) -> Link {
        Link { to, account: AccountId(7), ends: Timestamp::from_unix(300), nonce: 12 }
    }

    #[test]
    fn what_a_link_says_is_read_back() {
        let keys = Keys::from_seed(1);
        for to in [To::Account, To::Subscription(SubscriptionId(9))] {
            assert_eq!(Link::read(&keys, &link(to).written(&keys)), Some(link(to)));
        }
    }

    #[test]
    fn a_changed_or_foreign_link_says_nothing() {
        let keys = Keys::from_seed(1);
        let token = link(To::Account).written(&keys);
        assert_eq!(Link::read(&Keys::from_seed(2), &token), None);
        let altered = token.replacen(&token[..1], "b", 1);
        for forged in [altered, token[1..].to_owned(), String::new(), "a".repeat(9_999)] {
            assert_eq!(Link::read(&keys, &forged), None, "{forged}");
        }
    }
}
