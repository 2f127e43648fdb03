//! The same story on each database engine.

use model::domain::Domain;
use testkit::World;

/// Tells a story in a fresh world on SQLite, then in one on PostgreSQL where there is a cluster.
pub async fn on_each_engine(story: impl AsyncFn(World)) {
    testkit::world::on_each_engine("2026-01-01", story).await;
}

/// A registration by its name.
pub async fn held(world: &World, name: &str) -> Option<Domain> {
    world.held_names().await.into_iter().find(|domain| domain.name.as_str() == name)
}
