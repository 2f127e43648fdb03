//! What was bought of a family, listed and read.

use std::collections::BTreeMap;

use model::account::AccountId;
use model::error::{Error, Noun, Result};
use model::product::{FeatureRules, ProductId, ProductKind};
use model::server::Server;
use model::subscription::{Standing, Subscription, SubscriptionId};
use model::time::Timestamp;
use store::Tx;
use store::scope::Scope;
use store::subscription_search::SubscriptionFilter;
use store::subscriptions::StoredSubscription;

use super::offer;
use crate::page::{Page, Window, bounded};
use crate::realm::{Context, Realm};
use crate::subscriptions::begin::selection_of;

/// The first row of a list.
pub(super) const FIRST: Window = Window { start: 0, limit: 1, descending: false };

/// Which of a family are looked for. Whoever says several things means all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Who holds it.
    pub customer: Option<AccountId>,
    /// Where it stands.
    pub standing: Option<Standing>,
    /// The name it is for, in either case.
    pub domain: Option<String>,
}

/// Something that was bought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instance {
    /// Its facts.
    pub subscription: Subscription,
    /// Where it stands now.
    pub standing: Standing,
    /// What its plan is called.
    pub name: String,
    /// What was filled in, by what each field is called.
    pub choices: BTreeMap<String, String>,
    /// What the server is like, where it is one.
    pub server: Option<ServerFacts>,
    /// What it adds, where it is a feature.
    pub feature: Option<FeatureRules>,
}

/// What a server that was bought is like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerFacts {
    /// Its name.
    pub name: String,
    /// The short word for where it stands.
    pub location: String,
    /// What it boots.
    pub system: String,
}

impl Instance {
    /// When it began; nothing before it did.
    #[must_use]
    pub fn began(&self) -> Option<Timestamp> {
        self.subscription.began().then_some(self.subscription.created)
    }

    /// When what was paid for is over; nothing before it began.
    #[must_use]
    pub fn ends(&self) -> Option<Timestamp> {
        self.subscription.began().then_some(self.subscription.due)
    }

    /// How long its periods are, in months.
    #[must_use]
    pub const fn months(&self) -> u8 {
        self.subscription.cycle.months()
    }
}

/// A page of what was bought of a family by the caller and the accounts directly below, by number; what
/// ended stays in it.
///
/// # Errors
/// When there is no such family.
pub async fn list(
    cx: &Context,
    family: &str,
    filter: Filter,
    window: Window,
) -> Result<Page<Instance>> {
    cx.needs_more_than_privileges()?;
    let stored = SubscriptionFilter {
        products: numbers(cx, family)?,
        holder: filter.customer,
        standing: filter.standing.map(|standing| (standing, cx.now())),
        domain: filter.domain.map(|domain| domain.trim().trim_end_matches('.').to_lowercase()),
        ..SubscriptionFilter::default()
    };
    search(cx, Scope::with_below(cx.account()), stored, window).await
}

/// Something that the caller, or an account directly below, bought of a family.
///
/// # Errors
/// When there is no such family, or nothing of it with this number in the caller's sight.
pub async fn one(cx: &Context, family: &str, id: SubscriptionId) -> Result<Instance> {
    cx.needs_more_than_privileges()?;
    let filter = SubscriptionFilter {
        products: numbers(cx, family)?,
        id: Some(id),
        ..SubscriptionFilter::default()
    };
    let found = search(cx, Scope::with_below(cx.account()), filter, FIRST).await?;
    found.rows.into_iter().next().ok_or(Error::NotFound(Noun::Subscription))
}

/// Who holds something that was bought of a family: the caller, or an account directly below.
///
/// # Errors
/// As [`one`].
pub async fn holder(cx: &Context, family: &str, id: SubscriptionId) -> Result<AccountId> {
    one(cx, family, id).await.map(|instance| instance.subscription.account)
}

fn numbers(cx: &Context, family: &str) -> Result<Vec<ProductId>> {
    Ok(offer::of_family(cx, family)?.into_iter().map(|product| product.id).collect())
}

pub(super) async fn search(
    cx: &Context,
    scope: Scope,
    filter: SubscriptionFilter,
    window: Window,
) -> Result<Page<Instance>> {
    let (inner, window) = (cx.clone(), bounded(window));
    cx.realm
        .store
        .read(move |tx| {
            let page = tx.search_subscriptions(scope, &filter, window)?;
            let bought = page.rows.iter().map(|stored| &stored.subscription);
            let servers = bought.filter(|bought| bought.kind == ProductKind::Server);
            let servers: Vec<_> = servers.map(|bought| bought.id).collect();
            let mut servers: BTreeMap<_, _> = tx
                .servers_of(&servers)?
                .into_iter()
                .map(|stored| (stored.server.id, stored.server))
                .collect();
            let shown = |stored| shown(&inner.realm, stored, &mut servers);
            let rows = page.rows.iter().map(shown).collect::<Result<_>>()?;
            Ok(Page { rows, matching: page.matching, total: page.total })
        })
        .await
}

fn shown(
    realm: &Realm,
    stored: &StoredSubscription,
    servers: &mut BTreeMap<SubscriptionId, Server>,
) -> Result<Instance> {
    let subscription = stored.subscription.clone();
    let product = realm
        .shelf
        .product(subscription.product)
        .ok_or_else(|| Error::internal("something was bought that is no product"))?;
    let clusters = &realm.shelf.servers().clusters;
    let server = servers.remove(&subscription.id).map(|server| ServerFacts {
        location: clusters
            .iter()
            .find(|cluster| cluster.number == server.cluster)
            .map(|cluster| cluster.code.clone())
            .unwrap_or_default(),
        name: server.name,
        system: server.image,
    });
    Ok(Instance {
        standing: subscription.standing(realm.now()),
        name: product.name.clone(),
        choices: product.resources(&selection_of(&stored.selection)?),
        server,
        feature: product.feature.clone(),
        subscription,
    })
}

/// Refuses one of a kind that was just written down for a name, where the account has another one for it
/// that did not end.
pub(super) fn alone_of_its_kind(
    tx: &mut Tx<'_>,
    cx: &Context,
    kind: ProductKind,
    domain: &str,
) -> Result<()> {
    let products = offer::shop(cx)?.products.iter().filter(|product| product.kind == kind);
    let mut filter = SubscriptionFilter {
        products: products.map(|product| product.id).collect(),
        domain: Some(domain.to_owned()),
        ..SubscriptionFilter::default()
    };
    let scope = Scope::own(cx.account());
    let all = tx.search_subscriptions(scope, &filter, FIRST)?.matching;
    filter.standing = Some((Standing::Ended, cx.now()));
    let ended = tx.search_subscriptions(scope, &filter, FIRST)?.matching;
    if all > ended + 1 { Err(Error::Exists(Noun::Subscription)) } else { Ok(()) }
}
