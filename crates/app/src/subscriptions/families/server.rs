//! Buys a server, and what it is to have besides.

use model::error::{Error, Field, Result};
use model::product::Selection;

use super::features::{self, WantedFeature};
use super::register::Order;
use crate::realm::Context;
use crate::servers::{self, BuyServer};
use crate::subscriptions::{Bought, prepaid};

/// What a server is to be like.
#[derive(Debug, Clone, Default)]
pub struct WantedServer {
    /// The short word for where it is to stand.
    pub location: String,
    /// What it is to boot.
    pub system: String,
    /// What it is to have besides, all of it or nothing.
    pub features: Vec<WantedFeature>,
}

/// Orders a server, and what it is to have besides in the same transaction.
pub(super) async fn buy(cx: &Context, order: Order, wish: WantedServer) -> Result<Bought> {
    if wish.location.trim().is_empty() {
        return Err(Error::Missing(Field::Cluster));
    }
    let offer = cx.realm.shelf.servers().sold_in(cx.session.account.currency);
    let cluster = offer.cluster_called(&wish.location)?.number;
    let purchase = |wanted: &WantedFeature| features::purchase(cx, order.plan, wanted);
    let parts = wish.features.iter().map(purchase).collect::<Result<Vec<_>>>()?;
    let server = BuyServer { cluster, image: wish.system, periods: 1, ..BuyServer::default() };
    debug_assert!(order.selection == Selection::default(), "a server has no form");
    servers::buy_of(cx, (order.plan, order.cycle), server, move |tx, cx, id| {
        // The key of the call is that of the server's order.
        let cx = Context { client_key: None, ..cx.clone() };
        for part in &parts {
            let mut part = part.clone();
            part.part_of = Some(id);
            prepaid::ordered(tx, &cx, &part, None, &|_, _, _| Ok(()))?;
        }
        Ok(())
    })
    .await
}
