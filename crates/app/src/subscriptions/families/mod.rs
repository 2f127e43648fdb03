//! Products in families. A category of the shelf is a family, called by its slug; its products are the
//! plans of the family. What was bought of one is a subscription that is paid when it is bought.
//!
//! Verbs that buy, renew or end act for the caller's own account: who stands above acts by a place of
//! the account below, which `holder` tells. Lists show what the accounts directly below hold too.

/// Buying what certifies a name.
mod certificate;
/// What servers have besides.
pub(crate) mod features;
/// What was bought, listed and read.
mod instance;
/// What can be bought, and where it can stand.
mod offer;
/// Hiding the holder of a name.
pub(crate) mod privacy;
/// Buying.
mod register;
/// Paying for more.
mod renew;
/// What is filled in.
mod selection;
/// Buying a server.
mod server;
/// Ending.
mod terminate;

pub use certificate::WantedCertificate;
pub use features::{WantedFeature, add_feature, end_feature, features};
pub use instance::{Filter, Instance, ServerFacts, holder, list, one};
pub use offer::{
    FeatureOffer, FeatureValue, called, families, features_of, locations, places, plan, plans,
    systems,
};
pub use register::{Wanted, register};
pub use renew::{FeatureRenewal, Renewal, renew};
pub use server::WantedServer;
pub use terminate::terminate;
