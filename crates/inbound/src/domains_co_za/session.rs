//! Signing in, and the second factor.

use app::accounts::{second_factor, sign_in};
use base64::Engine as _;
use dialects::domains_co_za::envelope::Done;
use dialects::domains_co_za::session::auth_status::{AuthState, AuthStatus};
use dialects::domains_co_za::session::disable_auth::DisableAuth;
use dialects::domains_co_za::session::enable_auth::EnableAuth;
use dialects::domains_co_za::session::generate_auth_secret::{AuthSecret, GenerateAuthSecret};
use dialects::domains_co_za::session::login::{LoggedIn, Login};
use model::Error;
use model::secret::Secret;
use qrcode::QrCode;
use qrcode::render::svg;
use wire::Api;

use super::AUDIENCE;
use super::answer::{Handled, done, just_done};
use super::door::{Caller, DomainsCoZaDoor};

pub fn routes(api: Api<DomainsCoZaDoor>) -> Api<DomainsCoZaDoor> {
    api.on::<Login, _>(login)
        .on::<GenerateAuthSecret, _>(generate_auth_secret)
        .on::<EnableAuth, _>(enable_auth)
        .on::<DisableAuth, _>(disable_auth)
        .on::<AuthStatus, _>(auth_status)
}

async fn login(caller: Caller, call: Login) -> Handled<LoggedIn> {
    let credentials = sign_in::Credentials {
        audience: AUDIENCE,
        login: call.username,
        password: Secret::new(call.password),
        code: call.code,
        address: caller.address,
    };
    let token = sign_in::sign_in(&caller.realm, credentials).await?;
    Ok(done(LoggedIn { token: token.reveal().clone() }))
}

async fn generate_auth_secret(caller: Caller, _: GenerateAuthSecret) -> Handled<AuthSecret> {
    let enrollment = second_factor::generate(caller.cx()?).await?;
    Ok(done(AuthSecret {
        image_url: picture(enrollment.address.reveal())?,
        secret: enrollment.secret.reveal().clone(),
    }))
}

/// A QR code that is its own address, so that the secret is nowhere to be fetched from.
fn picture(address: &str) -> Result<String, Error> {
    let code = QrCode::new(address).map_err(Error::internal)?;
    let image = code.render::<svg::Color<'_>>().min_dimensions(200, 200).build();
    let image = base64::engine::general_purpose::STANDARD.encode(image);
    Ok(format!("data:image/svg+xml;base64,{image}"))
}

async fn enable_auth(caller: Caller, call: EnableAuth) -> Handled<Done> {
    second_factor::enable(caller.cx()?, &call.code).await?;
    Ok(just_done())
}

async fn disable_auth(caller: Caller, _: DisableAuth) -> Handled<Done> {
    second_factor::disable(caller.cx()?).await?;
    Ok(just_done())
}

async fn auth_status(caller: Caller, _: AuthStatus) -> Handled<AuthState> {
    let enabled = second_factor::is_on(caller.cx()?).await?;
    Ok(done(AuthState { enabled }))
}
