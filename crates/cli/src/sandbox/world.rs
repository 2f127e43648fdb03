//! One realm with its suppliers, from one reset to the next.

use std::sync::Arc;

use app::Realm;
use outbound::{
    AuthorityOffice, CallbackBook, EmbeddedGateway, EmbeddedHost, EmbeddedPanel, EmbeddedRegistry,
    Faults, MailSink,
};

/// One realm with its suppliers.
pub struct World {
    /// The realm.
    pub realm: Arc<Realm>,
    /// The registry above it, for the hand of the other registrar.
    pub registry: Arc<EmbeddedRegistry>,
    /// What would have been sent.
    pub mail: MailSink,
    /// The hosting panel, for a look at what it runs.
    pub panel: Arc<EmbeddedPanel>,
    /// The payment gateway, for a look at what it took.
    pub gateway: Arc<EmbeddedGateway>,
    /// The server host, for a look at what it runs.
    pub host: Arc<EmbeddedHost>,
    /// The certificate authority, for its root and its approvers.
    pub authority: AuthorityOffice,
    /// What was called back.
    pub callbacks: CallbackBook,
    /// How its suppliers misbehave.
    pub faults: Faults,
}
