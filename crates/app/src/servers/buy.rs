//! Buys a server: paid at once, made at the host, set up by a task that takes its time.

use model::Result;
use model::error::{Error, Field, Reason};
use model::product::{Cycle, ProductId, Selection};
use model::server::{Power, Server, ServerState, Virtualisation};
use model::subscription::SubscriptionId;
use store::Tx;
use store::servers::StoredServer;

use super::offer;
use super::{Selector, own, steps};
use crate::callbacks;
use crate::keys::Purpose;
use crate::realm::Context;
use crate::subscriptions::{self, Bought, Purchase};

/// Longest text of the buyer's.
const LONGEST_TEXT: u16 = 255;

/// A server that is wanted.
#[derive(Debug, Clone, Default)]
pub struct BuyServer {
    /// The name of the tariff; a space at its end may stand for a plus.
    pub tariff: String,
    /// The number of the cluster.
    pub cluster: u32,
    /// The name of an image, or of an operating system in lower case.
    pub image: String,
    /// What it is to be run with.
    pub panel: Option<String>,
    /// What it is for.
    pub purpose: String,
    /// Where the buyer is met.
    pub social: String,
    /// The address that is called when a task on it is over.
    pub callback_url: Option<String>,
    /// How many periods are paid.
    pub periods: u8,
}

/// Buys a server and gives it as it stands: new, and being set up. A client key that was used before
/// gives the server that was bought then.
///
/// # Errors
/// Names what stands in the way; nothing has changed then. [`Error::OutcomeUnknown`] keeps the money
/// on hold until the host has told.
pub async fn buy(cx: &Context, wish: BuyServer) -> Result<Server> {
    cx.needs_more_than_privileges()?;
    let tariff = offer::tariff_named(cx, &wish.tariff)?;
    let (product, cycle) = (tariff.id, tariff.cycle);
    let bought = buy_of(cx, (product, cycle), wish, |_, _, _| Ok(())).await?;
    bought.done.map_err(steps::waited_for)?;
    let (account, which) = (cx.account(), Selector::number(bought.id));
    let found = cx.realm.store.read(move |tx| own(tx, account, &which)).await?;
    Ok(found.0.server)
}

/// Buys a server of a plan for a cycle; what the wish says of the tariff does not count. `also` writes
/// down what else is known of it, in the same transaction.
///
/// # Errors
/// Names what stands in the way; nothing has changed then.
pub(crate) async fn buy_of(
    cx: &Context,
    (product, cycle): (ProductId, Cycle),
    wish: BuyServer,
    also: impl Fn(&mut Tx<'_>, &Context, SubscriptionId) -> Result<()> + Send + Sync + 'static,
) -> Result<Bought> {
    cx.needs_more_than_privileges()?;
    let unknown = Error::invalid(Field::Product, Reason::UnknownWord);
    let shop = cx.realm.shop(cx.session.account.currency)?;
    let plan = shop.product(product)?.server.ok_or(unknown)?;
    let new = checked(cx, plan.virtualisation, &wish)?;
    let purchase = Purchase {
        product,
        cycle,
        periods: wish.periods,
        domain: String::new(),
        selection: Selection::default(),
        password: None,
        part_of: None,
    };
    let asked = (cycle, new.clone());
    subscriptions::place(cx, purchase, asked, move |tx, cx, id| {
        let mut server = Server { id, ..new.clone() };
        server.name = format!("{}{}", plan.virtualisation.prefix(), id.0);
        let password = steps::first_password(&cx.realm, id);
        let sealed = cx.realm.keys.seal(Purpose::ServerPassword, password.reveal().as_bytes())?;
        tx.add_server(&StoredServer {
            server,
            password_sealed: sealed,
            task_reference: String::new(),
            task_panel: String::new(),
        })?;
        also(tx, cx, id)
    })
    .await
}

/// The server as it is wanted, without what only its number says.
fn checked(cx: &Context, under: Virtualisation, wish: &BuyServer) -> Result<Server> {
    let servers = cx.realm.shelf.servers().sold_in(cx.session.account.currency);
    let panel = wish.panel.as_deref().unwrap_or_default().trim();
    let image = wish.image.trim();
    if image.is_empty() {
        return Err(Error::Missing(Field::Image));
    }
    let url = wish.callback_url.as_deref().map(str::trim).filter(|url| !url.is_empty());
    Ok(Server {
        id: SubscriptionId(0),
        name: String::new(),
        state: ServerState::New,
        power: Power::Off,
        cluster: servers.cluster(wish.cluster)?.number,
        image: servers.image(image, panel, under)?.name.clone(),
        panel: panel.to_owned(),
        live: String::new(),
        address: String::new(),
        purpose: text(&wish.purpose, Field::Text)?,
        social: text(&wish.social, Field::Label)?,
        callback_url: url.map_or(Ok(String::new()), callbacks::address)?,
        task: None,
        console_ends: None,
    })
}

/// A text in the buyer's words.
fn text(text: &str, field: Field) -> Result<String> {
    let text = text.trim();
    if text.chars().count() > usize::from(LONGEST_TEXT) {
        return Err(Error::invalid(field, Reason::LongerThan(LONGEST_TEXT)));
    }
    if text.chars().any(char::is_control) {
        return Err(Error::invalid(field, Reason::NotText));
    }
    Ok(text.to_owned())
}
