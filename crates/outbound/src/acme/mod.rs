//! A certificate authority that speaks ACME (RFC 8555) and looks at a host over HTTP (§8.3).

/// Calls to its server.
mod connection;

use std::path::Path;
use std::time::Duration;

use app::ports::{Issued, Issuer, NotIssued, WebChallenges};
use async_trait::async_trait;
use instant_acme::{
    Account, AccountBuilder, AccountCredentials, AuthorizationStatus, ChallengeType, Identifier,
    NewAccount, NewOrder, Order, OrderStatus, RetryPolicy,
};
use model::secret::Secret;
use rcgen::{CertificateParams, DistinguishedName, KeyPair};

use connection::Connection;

/// How long the authority may take to look at a host, and to sign.
const DONE_WITHIN: Duration = Duration::from_secs(60);
/// How long an order may take as a whole.
const ORDERED_WITHIN: Duration = Duration::from_secs(180);

type Result<T> = std::result::Result<T, NotIssued>;

/// A certificate authority that speaks ACME.
pub struct AcmeIssuer {
    directory: String,
    contact: Option<String>,
    connection: Connection,
}

impl AcmeIssuer {
    /// The authority whose directory is at `directory`. It is told `contact`, a mail address. Its server is
    /// believed with a certificate below a public root, or below one in `roots`, a file in PEM.
    ///
    /// # Errors
    /// Says in words why the roots cannot be used.
    pub fn new(
        directory: &str,
        contact: Option<&str>,
        roots: Option<&Path>,
    ) -> std::result::Result<Self, String> {
        Ok(Self {
            directory: directory.to_owned(),
            contact: contact.map(|address| format!("mailto:{address}")),
            connection: Connection::new(roots)?,
        })
    }

    fn builder(&self) -> AccountBuilder {
        Account::builder_with_http(Box::new(self.connection.clone()))
    }

    async fn account(&self, credentials: &Secret<String>) -> Result<Account> {
        let credentials: AccountCredentials =
            serde_json::from_str(credentials.reveal()).map_err(NotIssued::because)?;
        self.builder().from_credentials(credentials).await.map_err(NotIssued::because)
    }

    async fn ordered(
        &self,
        account: &Secret<String>,
        host: &str,
        challenges: &dyn WebChallenges,
    ) -> Result<Issued> {
        let account = self.account(account).await?;
        let names = [Identifier::Dns(host.to_owned())];
        let ordered = account.new_order(&NewOrder::new(&names)).await;
        let mut order = ordered.map_err(NotIssued::because)?;
        show(&mut order, challenges).await?;
        let patience = RetryPolicy::new().timeout(DONE_WITHIN);
        let status = order.poll_ready(&patience).await.map_err(NotIssued::because)?;
        if status != OrderStatus::Ready {
            return Err(why_not(&mut order).await);
        }
        let key = KeyPair::generate().map_err(NotIssued::because)?;
        order.finalize_csr(&signing_request(host, &key)?).await.map_err(NotIssued::because)?;
        let chain = order.poll_certificate(&patience).await.map_err(NotIssued::because)?;
        Ok(Issued { chain, private_key: Secret::new(key.serialize_der()) })
    }
}

#[async_trait]
impl Issuer for AcmeIssuer {
    fn name(&self) -> &str {
        &self.directory
    }

    async fn open_account(&self) -> Result<Secret<String>> {
        let contact: Vec<&str> = self.contact.iter().map(String::as_str).collect();
        let wanted = NewAccount {
            contact: &contact,
            terms_of_service_agreed: true,
            only_return_existing: false,
        };
        let created = self.builder().create(&wanted, self.directory.clone(), None);
        let created = tokio::time::timeout(ORDERED_WITHIN, created).await;
        let (_, credentials) = created.map_err(NotIssued::because)?.map_err(NotIssued::because)?;
        serde_json::to_string(&credentials).map(Secret::new).map_err(NotIssued::because)
    }

    async fn issue(
        &self,
        account: &Secret<String>,
        host: &str,
        challenges: &dyn WebChallenges,
    ) -> Result<Issued> {
        let ordered = self.ordered(account, host, challenges);
        tokio::time::timeout(ORDERED_WITHIN, ordered).await.map_err(NotIssued::because)?
    }
}

/// Has the host answer what the authority wants to find there.
async fn show(order: &mut Order, challenges: &dyn WebChallenges) -> Result<()> {
    let mut authorizations = order.authorizations();
    while let Some(next) = authorizations.next().await {
        let mut authorization = next.map_err(NotIssued::because)?;
        match authorization.status {
            AuthorizationStatus::Valid => continue,
            AuthorizationStatus::Pending => {}
            other => return Err(NotIssued(format!("the authorization is {other:?}"))),
        }
        let challenge = authorization.challenge(ChallengeType::Http01);
        let mut challenge = challenge
            .ok_or_else(|| NotIssued("the authority does not look over HTTP".to_owned()))?;
        let answer = challenge.key_authorization();
        challenges
            .announce(&challenge.token, answer.as_str())
            .await
            .map_err(|error| NotIssued(format!("{error:?}")))?;
        challenge.set_ready().await.map_err(NotIssued::because)?;
    }
    Ok(())
}

/// What the authority says of an order that it refused.
async fn why_not(order: &mut Order) -> NotIssued {
    let mut words = "the authority was not convinced".to_owned();
    let mut authorizations = order.authorizations();
    while let Some(Ok(mut authorization)) = authorizations.next().await {
        let Ok(state) = authorization.refresh().await else { continue };
        for error in state.challenges.iter().filter_map(|challenge| challenge.error.as_ref()) {
            words.push_str(&format!(": {error}"));
        }
    }
    NotIssued(words)
}

fn signing_request(host: &str, key: &KeyPair) -> Result<Vec<u8>> {
    let mut wanted = CertificateParams::new(vec![host.to_owned()]).map_err(NotIssued::because)?;
    wanted.distinguished_name = DistinguishedName::new();
    let request = wanted.serialize_request(key).map_err(NotIssued::because)?;
    Ok(request.der().to_vec())
}
