//! Servers as lists show them.

use app::Context;
use app::servers::{self, Found};
use dialects::domaincontext::server::list::ListedServer;
use dialects::domaincontext::server::row::ServerRow;
use dialects::keyed::Keyed;
use model::account::AccountId;
use model::server::{ServerState, Virtualisation};
use model::subscription::SubscriptionState;

/// The state that a word means.
pub fn state(word: &str) -> Option<ServerState> {
    ServerState::from_word(&word.to_ascii_lowercase())
}

/// What a word says that servers run under.
pub fn virtualisation(word: &str) -> Option<Virtualisation> {
    Virtualisation::ALL.into_iter().find(|kind| kind.prefix().eq_ignore_ascii_case(word))
}

/// A server as lists show it.
pub fn row(cx: &Context, found: &Found) -> ServerRow {
    let Found { server, subscription, owner, .. } = found;
    // Whoever has nobody above sells to itself.
    let (seller, AccountId(seller_id)) = match owner.seller {
        Some(seller) => (&owner.seller_login, seller),
        None => (&owner.login, owner.account),
    };
    let images = servers::images(cx, None);
    let image = images.iter().find(|image| image.name == server.image);
    ServerRow {
        id: server.id.0,
        name: server.name.clone(),
        r#type: found.virtualisation.prefix().to_owned(),
        state: server.state.word().to_owned(),
        statuses: statuses(cx, found),
        client: owner.login.clone(),
        client_id: owner.account.0,
        seller: seller.clone(),
        seller_id,
        tariff: found.tariff_name.clone(),
        tariff_id: found.tariff.0.into(),
        os: image.map(|image| image.system.clone()).unwrap_or_default(),
        osimage: server.image.clone(),
        panel: server.panel.clone(),
        ip: server.address.clone(),
        expires: expires(found),
        autorenewal: subscription.autorenew,
        running_task: server.task.map(|task| task.kind.word().to_owned()),
        note: found.note.clone(),
    }
}

/// A server as a short list shows it.
pub fn short(found: &Found) -> ListedServer {
    ListedServer {
        id: found.server.id.0,
        name: found.server.name.clone(),
        state: found.server.state.word().to_owned(),
        r#type: found.virtualisation.prefix().to_owned(),
        client: found.owner.login.clone(),
        ip: found.server.address.clone(),
        expires: expires(found),
    }
}

/// Nothing is paid for before the host has taken the order.
fn expires(found: &Found) -> Option<String> {
    let subscription = &found.subscription;
    (subscription.state != SubscriptionState::Pending).then(|| subscription.due.day())
}

fn statuses(cx: &Context, found: &Found) -> Keyed<String> {
    let server = &found.server;
    let unpaid = server.state == ServerState::Blocked;
    let unpaid = unpaid.then(|| ("expired", "nobody renewed it".to_owned()));
    let failed = server.state == ServerState::Disabled;
    let failed = failed.then(|| ("failed", "it could not be set up".to_owned()));
    let live = (!server.live.is_empty()).then(|| ("live", format!("runs {}", server.live)));
    let screen = server.console(cx.now());
    let screen = screen.map(|ends| ("vnc", format!("its screen is open until {ends}")));
    let all = [unpaid, failed, live, screen].into_iter().flatten();
    all.map(|(status, words)| (status.to_owned(), words)).collect()
}
