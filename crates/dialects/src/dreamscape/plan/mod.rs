//! What is sold, and for how much.

/// What can be had along with a plan.
pub mod features;
/// Plans, page by page.
pub mod list;
/// One plan.
pub mod read;
/// Plans as calls show them.
pub mod row;
/// The families of products.
pub mod types;

use crate::facts::CallVisitor;

/// What `visitor` makes of the calls of this section.
pub(super) fn calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<types::ListProductTypes>(),
        visitor.visit::<list::ListPlans>(),
        visitor.visit::<read::ReadPlan>(),
        visitor.visit::<features::ListFeatures>(),
    ]
}
