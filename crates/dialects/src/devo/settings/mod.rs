//! What belongs to a domain besides its users and their roles.

/// What roles of a domain may be allowed to open.
pub mod applications;
/// How users of a domain sign in.
pub mod authentication;
/// Moves a domain to another plan.
pub mod change_plan;
/// The domains below a root domain.
pub mod children;
/// A new key and its secret.
pub mod create_key;
/// Lets a domain read data of another.
pub mod create_visibility;
/// One key of a domain.
pub mod key;
/// The keys that sign calls for a domain.
pub mod keys;
/// How much a domain may take in.
pub mod limits;
/// What roles of a domain may be allowed to do.
pub mod policies;
/// How a domain likes to be shown.
pub mod preferences;
/// What roles of a domain may be about.
pub mod resources;
/// How long a domain keeps data.
pub mod retention;
/// Changes how long a domain keeps data.
pub mod update_retention;
/// Where roles of a domain may look for data.
pub mod vaults;
/// Whose data a domain may read.
pub mod visibility;

use crate::facts::CallVisitor;

/// What `visitor` makes of the calls of this section.
pub(super) fn calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<change_plan::ChangePlan>(),
        visitor.visit::<retention::ReadRetention>(),
        visitor.visit::<update_retention::UpdateRetention>(),
        visitor.visit::<policies::ListPolicies>(),
        visitor.visit::<applications::ListApplications>(),
        visitor.visit::<resources::ListResources>(),
        visitor.visit::<vaults::ListVaults>(),
        visitor.visit::<preferences::ReadPreferences>(),
        visitor.visit::<limits::ReadLimits>(),
        visitor.visit::<children::ListChildren>(),
        visitor.visit::<visibility::ListVisibility>(),
        visitor.visit::<create_visibility::CreateVisibility>(),
        visitor.visit::<authentication::ReadAuthentication>(),
        visitor.visit::<keys::ListKeys>(),
        visitor.visit::<key::ReadKey>(),
        visitor.visit::<create_key::CreateKey>(),
    ]
}
