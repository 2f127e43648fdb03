//! The suppliers of a sandbox, with their books in a folder. They outlive a reset, which only empties
//! the books.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use app::clock::Clock;
use app::keys::{Keys, Purpose};
use app::ports::{Authority, CallerBack, Gateway, Mailer, Provisioners, Registry, ServerHost};
use model::error::Supplier;
use model::secret::Secret;
use model::tld::Rulebook;
use outbound::embedded_authority::{AuthoritySettings, WebSettings};
use outbound::{
    AddressPolicy, AuthorityOffice, CallbackBook, EmbeddedGateway, EmbeddedHost, EmbeddedPanel,
    EmbeddedRegistry, Faults, FaultyAuthority, FaultyCallerBack, FaultyGateway, FaultyMailer,
    FaultyProvisioner, FaultyRegistry, FaultyServerHost, HttpCaller, MailSink, RecordingCaller,
};

use crate::StartError;
use crate::served_zones::ServedZones;

/// What the authority is called in its certificates.
const AUTHORITY: &str = "Nameyard Sandbox";
/// How long the authority waits for a file: less than a caller waits for the authority.
const FILE_WITHIN: Duration = Duration::from_millis(1_500);

/// The suppliers of a sandbox.
pub(crate) struct Suppliers {
    pub registry: Arc<EmbeddedRegistry>,
    pub mail: MailSink,
    pub panel: Arc<EmbeddedPanel>,
    pub gateway: Arc<EmbeddedGateway>,
    pub host: Arc<EmbeddedHost>,
    pub authority: AuthorityOffice,
    pub callbacks: CallbackBook,
    caller: Arc<RecordingCaller>,
}

/// What suppliers know of the platform that they serve.
pub(crate) struct Known<'a> {
    pub keys: &'a Keys,
    pub clock: &'a Clock,
    pub rulebook: &'a Arc<Rulebook>,
    /// Where the platform is reached.
    pub public_url: &'a str,
    /// Where its mail comes from.
    pub sender: &'a str,
    /// Where the authority looks for files: the ports of HTTP and HTTPS.
    pub web_ports: (u16, u16),
    /// What may be called.
    pub callable: &'a AddressPolicy,
}

impl Suppliers {
    /// Opens their books. Nothing is called but what may be.
    pub fn open(folder: &Path, known: &Known<'_>) -> Result<Self, StartError> {
        let Known { keys, clock, rulebook, public_url, sender, web_ports, callable } = *known;
        let (http_port, https_port) = web_ports;
        let web = WebSettings::new(callable.clone(), FILE_WITHIN);
        let file = |name: &str| folder.join(name);
        let registry =
            EmbeddedRegistry::open(&file("registry.sqlite"), Arc::clone(rulebook), clock.clone())?;
        let authority = AuthoritySettings {
            name: AUTHORITY.to_owned(),
            secret: Secret::new(keys.derive(Purpose::Authority, &[])),
            public_url: public_url.to_owned(),
            sender: sender.to_owned(),
            web: WebSettings { http_port, https_port, ..web },
        };
        let authority =
            AuthorityOffice::open(&file("certificates.sqlite"), authority, clock.clone())?;
        let callbacks = CallbackBook::open(&file("callbacks.sqlite"))?;
        let caller = Arc::new(HttpCaller::new(callable.clone()));
        Ok(Self {
            registry: Arc::new(registry),
            mail: MailSink::open(&file("mail.sqlite"))?,
            panel: Arc::new(EmbeddedPanel::open(&file("panel.sqlite"), clock.clone())?),
            gateway: Arc::new(EmbeddedGateway::open(&file("payments.sqlite"), clock.clone())?),
            host: Arc::new(EmbeddedHost::open(&file("servers.sqlite"), clock.clone())?),
            authority,
            caller: Arc::new(RecordingCaller::new(caller, callbacks.clone())),
            callbacks,
        })
    }

    pub fn faulty_registry(&self, faults: &Faults) -> Arc<dyn Registry> {
        let registry = Arc::<EmbeddedRegistry>::clone(&self.registry);
        Arc::new(FaultyRegistry::new(registry, faults.clone()))
    }

    pub fn faulty_mailer(&self, faults: &Faults) -> Arc<dyn Mailer> {
        Arc::new(FaultyMailer::new(Arc::new(self.mail.clone()), faults.clone()))
    }

    pub fn faulty_provisioners(&self, faults: &Faults) -> Provisioners {
        let panel = Arc::<EmbeddedPanel>::clone(&self.panel);
        let hosting = FaultyProvisioner::new(panel, Supplier::Hosting, faults.clone());
        Provisioners { hosting: Arc::new(hosting) }
    }

    pub fn faulty_gateway(&self, faults: &Faults) -> Arc<dyn Gateway> {
        let gateway = Arc::<EmbeddedGateway>::clone(&self.gateway);
        Arc::new(FaultyGateway::new(gateway, faults.clone()))
    }

    pub fn faulty_server_host(&self, faults: &Faults) -> Arc<dyn ServerHost> {
        let host = Arc::<EmbeddedHost>::clone(&self.host);
        Arc::new(FaultyServerHost::new(host, faults.clone()))
    }

    /// Its mail goes the way of all mail, faults included.
    pub fn faulty_authority(
        &self,
        faults: &Faults,
        mailer: &Arc<dyn Mailer>,
        zones: &Arc<ServedZones>,
    ) -> Arc<dyn Authority> {
        let zones = Arc::<ServedZones>::clone(zones);
        let authority = self.authority.within(Arc::clone(mailer), zones);
        Arc::new(FaultyAuthority::new(Arc::new(authority), faults.clone()))
    }

    /// What a fault keeps from being sent is not written down as sent.
    pub fn faulty_caller_back(&self, faults: &Faults) -> Arc<dyn CallerBack> {
        let caller = Arc::<RecordingCaller>::clone(&self.caller);
        Arc::new(FaultyCallerBack::new(caller, faults.clone()))
    }
}
