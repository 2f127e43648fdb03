//! Plans, and the roles that their domains begin with.

/// What domains of a plan may open.
pub mod applications;
/// Applications as callers send them.
pub mod applications_body;
/// What a plan gives and allows.
pub mod configuration;
/// A new role of a plan.
pub mod create_role;
/// Removes a role of a plan.
pub mod delete_role;
/// One plan.
pub mod details;
/// The plans of the reseller.
pub mod list;
/// What roles of a plan may be allowed to do.
pub mod policies;
/// A plan as calls show it.
pub mod record;
/// How long domains of a plan keep data.
pub mod retention;
/// One role of a plan.
pub mod role;
/// The roles that domains of a plan begin with.
pub mod roles;
/// Changes what domains of a plan may open.
pub mod update_applications;
/// Changes what a plan gives and allows; what is left out stays.
pub mod update_configuration;
/// Changes the role that the body names.
pub mod update_named_role;
/// Changes how long domains of a plan keep data; what is left out stays.
pub mod update_retention;
/// Changes a role; what is left out stays.
pub mod update_role;
/// Where roles of a plan may look for data.
pub mod vaults;

use crate::facts::CallVisitor;

/// What `visitor` makes of the calls of this section.
pub(super) fn calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<list::ListPlans>(),
        visitor.visit::<details::ReadPlan>(),
        visitor.visit::<configuration::ReadConfiguration>(),
        visitor.visit::<update_configuration::UpdateConfiguration>(),
        visitor.visit::<roles::ListRoles>(),
        visitor.visit::<create_role::CreateRole>(),
        visitor.visit::<update_named_role::UpdateNamedRole>(),
        visitor.visit::<role::ReadRole>(),
        visitor.visit::<update_role::UpdateRole>(),
        visitor.visit::<delete_role::DeleteRole>(),
        visitor.visit::<policies::ListPolicies>(),
        visitor.visit::<applications::ListApplications>(),
        visitor.visit::<update_applications::UpdateApplications>(),
        visitor.visit::<vaults::ListVaults>(),
        visitor.visit::<retention::ReadRetention>(),
        visitor.visit::<update_retention::UpdateRetention>(),
    ]
}
